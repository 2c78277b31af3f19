import type { KubeObject } from '#core'

/** A controller of somebody else, as its chart would leave it; it runs nothing: what is looked at is the object. */
export function foreignDeployment(namespace: string, name: string, image: string, chart?: string): KubeObject {
  return workload('Deployment', { namespace, name, image, chart }, { replicas: 0 })
}

/** A DaemonSet of somebody else. */
export function foreignDaemonSet(
  namespace: string,
  name: string,
  image: string,
  pod: Readonly<Record<string, unknown>> = {},
): KubeObject {
  return workload('DaemonSet', { namespace, name, image }, {}, pod)
}

interface WorkloadFacts {
  readonly namespace: string
  readonly name: string
  readonly image: string
  readonly chart?: string | undefined
}

function workload(
  kind: string,
  { namespace, name, image, chart }: WorkloadFacts,
  spec: Readonly<Record<string, unknown>>,
  pod: Readonly<Record<string, unknown>> = {},
): KubeObject {
  const labels = { app: name }
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels: { ...labels, ...(chart ? { 'helm.sh/chart': chart } : {}) } },
    spec: {
      ...spec,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { ...pod, containers: [{ name: 'main', image }] },
      },
    },
  }
}

/** A namespace that superpod did not make. */
export function foreignNamespace(name: string, labels: Readonly<Record<string, string>> = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

/** The definition of a kind whose objects may hold anything. */
export function looseKind(group: string, version: string, kind: string, plural: string): KubeObject {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Cluster',
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  }
}

/** A webhook of somebody else that judges pods everywhere. */
export function foreignWebhook(name: string): KubeObject {
  const service = { namespace: 'judges', name: 'judge', port: 443, path: '/' }
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name: `${name}.example.org`,
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        matchPolicy: 'Equivalent',
        clientConfig: { service },
        // of pods that are changed, so that the fixtures themselves get in
        rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources: ['pods'] }],
        namespaceSelector: {
          matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }],
        },
      },
    ],
  }
}
