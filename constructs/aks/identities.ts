import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { RoleAssignment, UserAssignedIdentity } from '#terraform/azurerm'
import type { AzurePlace } from './home.ts'

export interface AksIdentitiesProps {
  readonly name: string
  readonly place: AzurePlace
  /** Id of the network that the control plane works in. */
  readonly network: string
  /** Id of the vault that holds the customer's key. */
  readonly vault: string
}

/** Who the control plane and the nodes are to Azure, and what each of them may do. */
export class AksIdentities extends Construct {
  /** Id of the control plane's identity: a token. */
  readonly controlPlane: string
  /** The identity of nodes: tokens. */
  readonly nodes: { readonly clientId: string; readonly objectId: string; readonly userAssignedIdentityId: string }
  /** What a cluster comes after: the rights of its control plane. */
  readonly grants: readonly ITerraformDependable[]

  constructor(scope: Construct, id: string, { name, place, network, vault }: AksIdentitiesProps) {
    super(scope, id)
    const controlPlane = new UserAssignedIdentity(this, 'Resource', { ...place, name: `${name}-control-plane` })
    const nodes = new UserAssignedIdentity(this, 'Nodes', { ...place, name: `${name}-nodes` })
    this.controlPlane = controlPlane.id
    this.nodes = { clientId: nodes.clientId, objectId: nodes.principalId, userAssignedIdentityId: nodes.id }
    const rights = [
      { grant: 'Network', roleDefinitionName: 'Network Contributor', scope: network },
      { grant: 'NodeIdentity', roleDefinitionName: 'Managed Identity Operator', scope: nodes.id },
      { grant: 'Key', roleDefinitionName: 'Key Vault Crypto User', scope: vault },
      // a vault behind a private endpoint: the control plane joins it by a link of its own
      { grant: 'Vault', roleDefinitionName: 'Key Vault Contributor', scope: vault },
    ]
    this.grants = rights.map(
      ({ grant, ...right }) =>
        new RoleAssignment(this, grant, {
          ...right,
          principalId: controlPlane.principalId,
          principalType: 'ServicePrincipal',
        }),
    )
  }
}
