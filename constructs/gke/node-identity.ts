import { Construct } from 'constructs'
import { ProjectIamMember, ServiceAccount } from '#terraform/google'

/** What a node needs, and no more: to write logs and metrics, and to pull images. */
const roles = {
  Node: 'roles/container.defaultNodeServiceAccount',
  Images: 'roles/artifactregistry.reader',
}

export interface GkeNodeIdentityProps {
  /** Id of the service account: 6 to 30 characters. */
  readonly account: string
  /** Name of the cluster, for people. */
  readonly cluster: string
  readonly project: string
}

/**
 * The service account of nodes, in place of the project's default one, which may do nearly everything.
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
 */
export class GkeNodeIdentity extends Construct {
  /** Address of the service account: a token. */
  readonly email: string

  constructor(scope: Construct, id: string, { account, cluster, project }: GkeNodeIdentityProps) {
    super(scope, id)
    const resource = new ServiceAccount(this, 'Resource', {
      accountId: account,
      displayName: `Nodes of ${cluster}`,
    })
    this.email = resource.email
    for (const [name, role] of Object.entries(roles)) {
      new ProjectIamMember(this, name, { project, role, member: resource.member })
    }
  }
}
