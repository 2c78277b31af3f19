import type { Finding } from '#core'
import type { Cluster, LiveObject } from '#kube'
import type { LiveNode } from '../live-machine.ts'
import { type PodSecurityAnswer, podSecurityAnswer } from './pod-security-try.ts'
import type { Binding, Hook, HookConfiguration, Workload } from './site-object.ts'
import { type Read, read, type SiteList, siteObjects } from './site-request.ts'
import type { WantedSecret } from './wanted-secret.ts'

/** What a cluster has before anything of ours is applied; undefined is what it did not let be read. */
export interface Site {
  /** Version of the API server: `v1.35.2`. */
  readonly version: string | undefined
  readonly nodes: readonly LiveNode[] | undefined
  readonly namespaces: readonly LiveObject[] | undefined
  /** Definitions of kinds, by their metadata. */
  readonly kinds: readonly LiveObject[] | undefined
  readonly deployments: readonly Workload[] | undefined
  readonly daemonSets: readonly Workload[] | undefined
  readonly storageClasses: readonly LiveObject[] | undefined
  readonly csiDrivers: readonly LiveObject[] | undefined
  /** Webhooks that refuse or change requests. */
  readonly hooks: readonly Hook[] | undefined
  readonly policyBindings: readonly Binding[] | undefined
  /** Parts of the API that other servers answer for. */
  readonly apiServices: readonly LiveObject[] | undefined
  readonly clusterPolicies: readonly LiveObject[] | undefined
  /** Cluster-wide objects of the kinds that config has, by kind. */
  readonly sameKinds: ReadonlyMap<string, readonly LiveObject[] | undefined>
  /** Namespaces in which an object that config names is there, by `Secret name`. */
  readonly named: ReadonlyMap<string, readonly string[] | undefined>
  readonly podSecurity: PodSecurityAnswer | undefined
  /** Whether whoever asks may do everything. */
  readonly mayAll: boolean | undefined
  /** What could not be read. */
  readonly unread: readonly Finding[]
}

/** What of a site depends on the pod. */
export interface SiteQuestion {
  /** Kinds of cluster-wide objects that config has. */
  readonly kinds: readonly { readonly apiVersion: string; readonly kind: string }[]
  readonly secrets: readonly Pick<WantedSecret, 'kind' | 'name'>[]
}

const admission = '/apis/admissionregistration.k8s.io/v1'

const lists = {
  nodes: { path: '/api/v1/nodes', resource: 'nodes' },
  namespaces: { path: '/api/v1/namespaces', resource: 'namespaces', metadataOnly: true },
  kinds: {
    path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    resource: 'customresourcedefinitions.apiextensions.k8s.io',
    metadataOnly: true,
  },
  deployments: { path: '/apis/apps/v1/deployments', resource: 'deployments.apps' },
  daemonSets: { path: '/apis/apps/v1/daemonsets', resource: 'daemonsets.apps' },
  storageClasses: { path: '/apis/storage.k8s.io/v1/storageclasses', resource: 'storageclasses.storage.k8s.io' },
  csiDrivers: { path: '/apis/storage.k8s.io/v1/csidrivers', resource: 'csidrivers.storage.k8s.io' },
  validating: {
    path: `${admission}/validatingwebhookconfigurations`,
    resource: 'validatingwebhookconfigurations.admissionregistration.k8s.io',
  },
  mutating: {
    path: `${admission}/mutatingwebhookconfigurations`,
    resource: 'mutatingwebhookconfigurations.admissionregistration.k8s.io',
  },
  policyBindings: {
    path: `${admission}/validatingadmissionpolicybindings`,
    resource: 'validatingadmissionpolicybindings.admissionregistration.k8s.io',
  },
  apiServices: {
    path: '/apis/apiregistration.k8s.io/v1/apiservices',
    resource: 'apiservices.apiregistration.k8s.io',
  },
  clusterPolicies: { path: '/apis/nvidia.com/v1/clusterpolicies', resource: 'clusterpolicies.nvidia.com' },
} as const satisfies Record<string, SiteList>

/** Reads a site, everything side by side: lists, two dry runs that the server judges and keeps nothing of, one review. */
export async function readSite(cluster: Cluster, question: SiteQuestion): Promise<Site> {
  const unread: Finding[] = []
  const value = async <Value>(reading: Promise<Read<Value>>): Promise<Value | undefined> => {
    const answer = await reading
    if ('value' in answer) return answer.value
    unread.push(answer.unread)
    return undefined
  }
  const list = (key: keyof typeof lists) =>
    value(read(lists[key].resource, `list ${lists[key].resource}`, () => siteObjects(cluster, lists[key])))
  const version = value(read('version', 'get /version', () => versionOf(cluster)))
  // whoever only reads may not try it, and needs not
  const podSecurity = read('pod security', 'create namespaces', () => podSecurityAnswer(cluster))
  const mayAll = value(read('rights', 'create selfsubjectaccessreviews.authorization.k8s.io', () => mayDoAll(cluster)))
  const sameKinds = question.kinds.map(async ({ apiVersion, kind }) => {
    const right = `list ${kind} of ${apiVersion}`
    return [
      kind,
      await value(read(`${kind} of ${apiVersion}`, right, () => cluster.list({ apiVersion, kind }))),
    ] as const
  })
  const named = question.secrets.map(async ({ kind, name }) => {
    const resource = `${kind.toLowerCase()}s`
    const query = { fieldSelector: `metadata.name=${name}` }
    const request = { path: `/api/v1/${resource}`, resource, query, metadataOnly: true }
    const found = await value(read(`${kind} ${name}`, `list ${resource}`, () => siteObjects(cluster, request)))
    return [`${kind} ${name}`, found?.map(({ metadata }) => metadata.namespace ?? '')] as const
  })
  const keys = Object.keys(lists) as (keyof typeof lists)[]
  const found = Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await list(key)])))
  const { validating, mutating, ...rest } = found as Record<keyof typeof lists, LiveObject[] | undefined>
  return {
    ...(rest as unknown as Pick<Site, Exclude<keyof typeof lists, 'validating' | 'mutating'>>),
    hooks: hooksOf(validating, mutating),
    version: await version,
    podSecurity: valueRead(await podSecurity),
    mayAll: await mayAll,
    sameKinds: new Map(await Promise.all(sameKinds)),
    named: new Map(await Promise.all(named)),
    unread,
  }
}

function valueRead<Value>(answer: Read<Value>): Value | undefined {
  return 'value' in answer ? answer.value : undefined
}

async function versionOf(cluster: Cluster): Promise<string> {
  const { gitVersion } = await cluster.send<{ gitVersion?: string }>({
    method: 'GET',
    path: '/version',
    action: 'tell its version',
  })
  return gitVersion ?? ''
}

async function mayDoAll(cluster: Cluster): Promise<boolean> {
  const answer = await cluster.send<{ status?: { allowed?: boolean } }>({
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    action: 'tell what whoever asks may do',
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { verb: '*', group: '*', resource: '*' } },
    },
  })
  return answer.status?.allowed ?? false
}

function hooksOf(
  validating: readonly LiveObject[] | undefined,
  mutating: readonly LiveObject[] | undefined,
): Hook[] | undefined {
  if (!validating || !mutating) return undefined
  // items of a list carry no kind
  const of = (kind: string, configurations: readonly LiveObject[]) =>
    configurations.flatMap((configuration) => {
      const { webhooks = [] } = configuration as HookConfiguration
      return webhooks.map((hook) => ({ ...hook, configuration: { ...configuration, kind } }))
    })
  return [...of('ValidatingWebhookConfiguration', validating), ...of('MutatingWebhookConfiguration', mutating)]
}
