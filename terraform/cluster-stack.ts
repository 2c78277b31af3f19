import type { Construct } from 'constructs'
import { Stack, type StackProps } from './stack.ts'

/** The providers of cluster layers, pinned: those that the classes of their packages were made from. */
const clusterProviders = {
  kind: { namespace: 'tehcyx', version: '0.11.0' },
  aws: { version: '6.25.0' },
  google: { version: '6.50.0' },
  azurerm: { version: '4.55.0' },
} as const

/** Name of a provider of a cluster layer. */
export type ClusterProvider = keyof typeof clusterProviders

/**
 * A stack that makes a Kubernetes cluster: it has one provider, that of the cluster's home, whose own block the stack's
 * subclass adds, and outputs from which a kubeconfig follows.
 */
export class ClusterStack extends Stack {
  constructor(scope: Construct, name: string, provider: ClusterProvider, props: StackProps) {
    super(scope, name, { [provider]: clusterProviders[provider] }, props)
  }
}
