import { Construct } from 'constructs'
import { NetworkPolicyV1 } from '#terraform'
import { ownLabels } from './labels.ts'

export interface TenantNetworkProps {
  /** Namespace that the rules are for. */
  readonly namespace: string
  /** Destinations outside of the cluster, by name. @default none */
  readonly egress?: Readonly<Record<string, EgressDestination>>
}

/** One range of addresses, and the TCP ports to be reached there. */
export interface EgressDestination {
  readonly cidr: string
  readonly ports: readonly number[]
}

/**
 * What the pods of one namespace may reach, and be reached by: each other, the cluster's name service, and what the
 * tenant declares. It filters the cluster network only: rails and storage are kept apart by their own means.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class TenantNetwork extends Construct {
  constructor(scope: Construct, id: string, { namespace, egress = {} }: TenantNetworkProps) {
    super(scope, id)
    const policy = (policyId: string, name: string, spec: Omit<PolicySpec, 'podSelector'>) =>
      new NetworkPolicyV1(this, policyId, {
        metadata: { name, namespace, labels: ownLabels(this) },
        spec: { podSelector: {}, ...spec },
      })
    policy('DefaultDeny', 'default-deny', { policyTypes: ['Ingress', 'Egress'] })
    policy('SameNamespace', 'same-namespace', {
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }],
    })
    policy('Dns', 'dns', { policyTypes: ['Egress'], egress: [nameService] })
    for (const [name, { cidr, ports }] of Object.entries(egress)) {
      policy(`egress-${name}`, `egress-${name}`, {
        policyTypes: ['Egress'],
        egress: [{ to: [{ ipBlock: { cidr } }], ports: ports.map((port) => ({ protocol: 'TCP', port: `${port}` })) }],
      })
    }
  }
}

type PolicySpec = ConstructorParameters<typeof NetworkPolicyV1>[2]['spec']

const nameService = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: '53' },
    { protocol: 'TCP', port: '53' },
  ],
}
