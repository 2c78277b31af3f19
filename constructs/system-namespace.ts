import { Construct } from 'constructs'
import { NamespaceV1 } from '#terraform'
import { ownLabels } from './labels.ts'
import { type PodSecurity, podSecurityLabels } from './pod-security.ts'

export interface SystemNamespaceProps {
  readonly name: string
  /** @default restricted */
  readonly podSecurity?: PodSecurity
}

/** A namespace of the platform: for a controller, or for our own releases. */
export class SystemNamespace extends Construct {
  /** Name of the namespace: a token, so that whatever uses it is applied after it. */
  readonly namespace: string

  constructor(scope: Construct, id: string, { name, podSecurity = 'restricted' }: SystemNamespaceProps) {
    super(scope, id)
    const labels = { ...ownLabels(this), ...podSecurityLabels(podSecurity) }
    this.namespace = new NamespaceV1(this, 'Resource', { metadata: { name, labels } }).metadata.name
  }
}
