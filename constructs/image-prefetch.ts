import type { KubeObject } from '#core'
import type { Toleration } from './placement.ts'

export interface ImagePrefetchProps {
  /** Name of the prefetch: the DaemonSet is `prefetch-<name>`. */
  readonly name: string
  readonly namespace: string
  /** The image, with its tag or digest. */
  readonly image: string
  /** Labels of the systems that are to have it. */
  readonly nodeSelector: Readonly<Record<string, string>>
  /** What those systems' taints ask for. */
  readonly tolerations: readonly Toleration[]
}

const confined = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
} as const

/** An image that does nothing, and takes 0.7 MB. */
const pauseImage = 'registry.k8s.io/pause:3.10'

/**
 * A DaemonSet that keeps a large image on systems: its pods draw the image once, then wait for ever with the least that
 * a container can be, so that the kubelet never takes the image for unused. It asks for no GPU, and sees none.
 */
export function imagePrefetch({ name, namespace, image, nodeSelector, tolerations }: ImagePrefetchProps): KubeObject {
  const labels = { 'app.kubernetes.io/name': 'prefetch', 'app.kubernetes.io/instance': name }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: `prefetch-${name}`, namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
      template: {
        metadata: { labels },
        spec: {
          nodeSelector: { ...nodeSelector },
          tolerations: [...tolerations],
          automountServiceAccountToken: false,
          terminationGracePeriodSeconds: 1,
          securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
          // a container of the image itself: an image that pods name, even one that has ended, is in use
          initContainers: [{ ...container('draw', image), command: ['sh', '-c', 'exit 0'] }],
          containers: [container('wait', pauseImage)],
        },
      },
    },
  }
}

function container(name: string, image: string) {
  return {
    name,
    image,
    // the image may ask for every GPU by itself
    env: [{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'void' }],
    resources: { requests: { cpu: '1m', memory: '8Mi' }, limits: { memory: '64Mi' } },
    securityContext: confined,
  }
}
