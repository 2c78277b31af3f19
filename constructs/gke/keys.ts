import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { DataGoogleProject, KmsCryptoKey, KmsCryptoKeyIamMember, KmsKeyRing } from '#terraform/google'

/** Ninety days, in seconds. */
const rotation = '7776000s'

export interface GkeKeysProps {
  /** Name of the ring, and of its key. */
  readonly name: string
  readonly project: string
  readonly region: string
  /** Labels of the key in the cloud. */
  readonly labels: Readonly<Record<string, string>>
}

/**
 * The customer's own key: Kubernetes' Secrets and the disks of nodes are encrypted with it, and a new version of it is made
 * every ninety days. A ring and a key can never be deleted, only versions of the key.
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/encrypting-secrets
 */
export class GkeKeys extends Construct {
  /** Id of the key: a token. */
  readonly key: string
  /** What a user of the key comes after: whoever may encrypt with it. */
  readonly grants: readonly ITerraformDependable[]

  constructor(scope: Construct, id: string, { name, project, region, labels }: GkeKeysProps) {
    super(scope, id)
    const number = new DataGoogleProject(this, 'Project', { projectId: project }).number
    const ring = new KmsKeyRing(this, 'Ring', { name, location: region })
    this.key = new KmsCryptoKey(this, 'Resource', {
      name,
      keyRing: ring.id,
      rotationPeriod: rotation,
      labels,
      lifecycle: { preventDestroy: true },
    }).id
    const agents = {
      Cluster: `service-${number}@container-engine-robot.iam.gserviceaccount.com`,
      Disks: `service-${number}@compute-system.iam.gserviceaccount.com`,
    }
    this.grants = Object.entries(agents).map(
      ([agent, email]) =>
        new KmsCryptoKeyIamMember(this, agent, {
          cryptoKeyId: this.key,
          role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
          member: `serviceAccount:${email}`,
        }),
    )
  }
}
