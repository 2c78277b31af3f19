import type { Site } from './site.ts'
import { imageName, imagesOf, printedWorkload } from './site-object.ts'

/** A network plugin of a cluster, by its images. */
export interface NetworkPlugin {
  readonly name: string
  /** Whether it enforces NetworkPolicies; undefined: it depends on how it is set up. */
  readonly enforces: boolean | undefined
  readonly evidence: string
}

/**
 * Plugins by the names of their images. What enforces stands first: Canal, say, is Flannel with Calico's policies.
 * General knowledge of the field, by each project's own documentation; no cluster was asked to prove it.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
const plugins: readonly { readonly name: string; readonly image: RegExp; readonly enforces: boolean | undefined }[] = [
  { name: 'Calico', image: /(^|\/)calico\/node$|(^|\/)(mirrored-)?calico-node$/, enforces: true },
  { name: 'Cilium', image: /(^|\/)cilium$/, enforces: true },
  { name: 'Antrea', image: /(^|\/)antrea-(agent|ubuntu)/, enforces: true },
  { name: 'OVN-Kubernetes', image: /(^|\/)ovn-kube/, enforces: true },
  { name: 'Kube-OVN', image: /(^|\/)kube-ovn$/, enforces: true },
  { name: 'kube-network-policies', image: /(^|\/)kube-network-policies$/, enforces: true },
  { name: 'kube-router', image: /(^|\/)kube-router$/, enforces: undefined },
  { name: 'kindnet', image: /(^|\/)kindnetd$/, enforces: undefined },
  { name: 'the VPC plugin of AWS', image: /(^|\/)amazon-k8s-cni$/, enforces: undefined },
  {
    name: 'Flannel',
    image: /(^|\/)(mirrored-)?flannel(-io-flannel|cni-flannel)?$|(^|\/)flannel\/flannel$/,
    enforces: false,
  },
]

/** The plugin that carries the pods of a cluster; undefined where none is recognised. */
export function networkPlugin({ daemonSets, deployments }: Site): NetworkPlugin | undefined {
  const workloads = [
    ...(daemonSets ?? []).map((workload) => ({ kind: 'DaemonSet', workload })),
    ...(deployments ?? []).map((workload) => ({ kind: 'Deployment', workload })),
  ]
  for (const { name, image, enforces } of plugins) {
    const found = workloads.find(({ workload }) => imagesOf(workload).some((each) => image.test(imageName(each))))
    if (found) return { name, enforces, evidence: printedWorkload(found.kind, found.workload) }
  }
  return undefined
}
