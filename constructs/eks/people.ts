import { Construct } from 'constructs'
import { type EksCluster, EksIdentityProviderConfig } from '#terraform/aws'

export interface PeopleProps {
  readonly cluster: EksCluster
  readonly issuerUrl: string
  /** The client whose tokens are meant for this cluster. */
  readonly audience: string
  readonly usernameClaim: string
  readonly groupsClaim: string
  /** What stands before every name and group of theirs. */
  readonly prefix: string
}

/** The identity provider of tenants: their groups come from its tokens, as everywhere else. */
export class People extends Construct {
  constructor(scope: Construct, id: string, props: PeopleProps) {
    super(scope, id)
    const { cluster, issuerUrl, audience, usernameClaim, groupsClaim, prefix } = props
    new EksIdentityProviderConfig(this, 'Resource', {
      clusterName: cluster.name,
      oidc: {
        identityProviderConfigName: 'people',
        issuerUrl,
        clientId: audience,
        usernameClaim,
        usernamePrefix: prefix,
        groupsClaim,
        groupsPrefix: prefix,
      },
    })
  }
}
