import type { KubeObject } from '#core'
import { allowedRegistries, type PodModel, type TenantModel } from '#model'

/** What a try changes of work that would be accepted. */
export interface WorkChanges {
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly spec?: Readonly<Record<string, unknown>>
  readonly container?: Readonly<Record<string, unknown>>
}

const name = 'superpod-controls'

/** An image whose name is all that is judged: no container runs. */
function sampleImage(tenant: TenantModel, model: PodModel): string {
  const [registry = 'registry.k8s.io'] = allowedRegistries(tenant, model)
  return `${registry}/pause@sha256:${'0'.repeat(64)}`
}

/** A pod of a tenant that would be accepted, changed. */
export function samplePod(
  model: PodModel,
  tenant: TenantModel,
  namespace: string,
  { metadata, spec, container }: WorkChanges = {},
): KubeObject {
  const work = {
    name: 'work',
    image: sampleImage(tenant, model),
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    resources: { requests: { cpu: '1', memory: '1Gi' } },
    ...container,
  }
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, namespace },
    spec: {
      restartPolicy: 'Never',
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [work],
      ...spec,
    },
  }
}

/** A Deployment of such a pod: admission policies judge its template, Pod Security does not. */
export function sampleDeployment(pod: KubeObject): KubeObject {
  const { namespace, annotations } = pod.metadata
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { ...(annotations && { annotations }), labels: { ...pod.metadata.labels, ...labels } },
        spec: { ...(pod['spec'] as object), restartPolicy: 'Always' },
      },
    },
  }
}
