import { Construct } from 'constructs'
import { ConfigMapV1, DefaultServiceAccountV1 } from '#terraform'
import { ownLabels } from './labels.ts'
import { proxyVariables, type SiteProxy } from './site.ts'

export interface TenantSiteProps {
  readonly namespace: string
  /** Names of Secrets to pull images with; whoever runs the site puts them there. @default none */
  readonly pullSecrets?: readonly string[]
  /** @default none */
  readonly proxy?: SiteProxy | undefined
  /** Whether pods of the default ServiceAccount that say nothing get its token. @default true */
  readonly mountToken?: boolean
}

/**
 * What a namespace needs of its site: pods of its default ServiceAccount pull with the site's Secrets, and get its token
 * or none; a ConfigMap `proxy` holds the variables that a container takes with `envFrom`.
 */
export class TenantSite extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { namespace, pullSecrets = [], proxy, mountToken = true }: TenantSiteProps,
  ) {
    super(scope, id)
    const labels = ownLabels(this)
    if (pullSecrets.length > 0 || !mountToken) {
      new DefaultServiceAccountV1(this, 'Default', {
        metadata: { name: 'default', namespace, labels },
        ...(pullSecrets.length > 0 ? { imagePullSecret: pullSecrets.map((name) => ({ name })) } : {}),
        ...(mountToken ? {} : { automountServiceAccountToken: false }),
      })
    }
    if (proxy) {
      new ConfigMapV1(this, 'Proxy', { metadata: { name: 'proxy', namespace, labels }, data: proxyVariables(proxy) })
    }
  }
}
