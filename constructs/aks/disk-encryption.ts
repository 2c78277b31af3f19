import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { DiskEncryptionSet, RoleAssignment } from '#terraform/azurerm'
import type { AzurePlace } from './home.ts'

export interface AksDiskEncryptionProps {
  readonly name: string
  readonly place: AzurePlace
  /** Id of the vault that holds the key. */
  readonly vault: string
  /** Address of the key in its vault, without a version: disks follow a newer one. */
  readonly key: string
}

/** What encrypts the disks of nodes with the customer's own key. */
export class AksDiskEncryption extends Construct {
  /** Id of the set: a token. */
  readonly set: string
  /** What a cluster comes after: the right to use the key. */
  readonly grant: ITerraformDependable

  constructor(scope: Construct, id: string, { name, place, vault, key }: AksDiskEncryptionProps) {
    super(scope, id)
    const set = new DiskEncryptionSet(this, 'Resource', {
      ...place,
      name: `${name}-disks`,
      keyVaultKeyId: key,
      autoKeyRotationEnabled: true,
      encryptionType: 'EncryptionAtRestWithCustomerKey',
      identity: { type: 'SystemAssigned' },
    })
    this.set = set.id
    this.grant = new RoleAssignment(this, 'Key', {
      scope: vault,
      roleDefinitionName: 'Key Vault Crypto Service Encryption User',
      principalId: set.identity.principalId,
      principalType: 'ServicePrincipal',
    })
  }
}
