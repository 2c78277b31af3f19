import { firstFew } from '#core'
import type { PodModel } from '#model'
import { kubectlOn } from './kubectl.ts'

/** An object that config names and superpod never writes. */
export interface WantedSecret {
  readonly kind: 'Secret' | 'ConfigMap'
  readonly name: string
  readonly namespaces: readonly string[]
  /** What it is for: the end of `needs it`. */
  readonly purpose: string
  /** The end of `kubectl create` for one namespace, without any value. */
  readonly made: string
  /** What comes of it where it is missing: a clause. */
  readonly without: string
}

/**
 * Every Secret and ConfigMap that config names, with the namespaces that it must be in.
 * @param namespaces - those that the stacks make
 */
export function wantedSecrets(model: PodModel, namespaces: readonly string[]): WantedSecret[] {
  const made = new Set(namespaces)
  const all = [
    ...siteSecrets(model, namespaces),
    ...metricSecrets(model),
    ...storageSecrets(model),
    ...ufmSecrets(model),
  ]
  return all
    .map((secret) => ({ ...secret, namespaces: secret.namespaces.filter((name) => made.has(name)) }))
    .filter((secret) => secret.namespaces.length > 0)
}

function siteSecrets({ platform }: PodModel, namespaces: readonly string[]): WantedSecret[] {
  const { pullSecrets, registryCa } = platform.images
  return [
    ...pullSecrets.map((name) => ({
      kind: 'Secret' as const,
      name,
      namespaces,
      purpose: 'pulling images',
      made: `secret generic ${name} --type kubernetes.io/dockerconfigjson --from-file .dockerconfigjson=./config.json`,
      without: 'pods wait for their images; charts that wait for their pods give up after five minutes',
    })),
    ...(registryCa === undefined
      ? []
      : [
          {
            kind: 'ConfigMap' as const,
            name: registryCa,
            namespaces: ['gpu-operator', platform.networkOperator.namespace],
            purpose: "the registry's CA",
            made: `configmap ${registryCa} --from-file ./ca.crt`,
            without: 'what builds on a node does not trust the registry',
          },
        ]),
  ]
}

function metricSecrets({ platform, target }: PodModel): WantedSecret[] {
  const { owner, grafana, receivers, remoteWrite } = platform.observability
  if (owner !== 'superpod' || target.kind === 'twin') return []
  const secret = (name: string, keys: readonly string[], purpose: string, without: string): WantedSecret => ({
    ...{ kind: 'Secret', name, namespaces: ['monitoring'], purpose, without },
    made: generic(name, keys),
  })
  const { adminSecret } = grafana
  return [
    ...(grafana.enabled && adminSecret !== undefined
      ? [secret(adminSecret, ['admin-user', 'admin-password'], 'logging in to Grafana', 'Grafana does not start')]
      : []),
    ...Object.entries(receivers).map(([name, { secret: own, key }]) =>
      secret(own, [key], `telling ${name} of alerts`, 'Alertmanager does not start'),
    ),
    ...Object.entries(remoteWrite).flatMap(([name, { secret: own, auth, userKey, passwordKey, tokenKey }]) => {
      if (own === undefined) return []
      const keys = auth === 'basic' ? [userKey, passwordKey] : [tokenKey]
      return [secret(own, keys, `sending samples to ${name}`, 'samples are not sent')]
    }),
  ]
}

/** Keys of the Secret of a backend; of another its maker's pages say them. */
const storageKeys: Readonly<Record<string, readonly string[]>> = {
  vast: ['username', 'password', 'endpoint'],
  exascaler: ['passphrase', 'managementExaFs'],
}

function storageSecrets({ storage, tenants }: PodModel): WantedSecret[] {
  return storage.classes.flatMap(({ purpose, backend, settings }) => {
    if (!('secret' in settings) || settings.secret === undefined) return []
    const driver = storage.drivers.find((each) => each.backend === backend)
    const namespaces =
      settings.secretOf === 'tenant'
        ? tenants
            .filter((tenant) => (tenant.storageQuota[purpose]?.sizeGiB ?? 0) > 0)
            .flatMap((tenant) => tenant.namespaces.map(({ name }) => name))
        : driver?.chart
          ? [driver.chart.namespace]
          : []
    const made = generic(settings.secret, storageKeys[backend] ?? [])
    const facts = { kind: 'Secret' as const, name: settings.secret, namespaces, made }
    return [{ ...facts, purpose: `storage for ${purpose}`, without: `claims of ${purpose} stay pending` }]
  })
}

function ufmSecrets({ platform, rails }: PodModel): WantedSecret[] {
  const { namespace, ufm } = platform.networkOperator
  if (ufm === undefined || rails === undefined) return []
  return [
    {
      kind: 'Secret',
      name: ufm.secret,
      namespaces: [namespace],
      purpose: 'UFM',
      made: generic(ufm.secret, ['UFM_USERNAME', 'UFM_PASSWORD', 'UFM_ADDRESS']),
      without: 'no partition is given to a tenant',
    },
  ]
}

function generic(name: string, keys: readonly string[]): string {
  const files = keys.length > 0 ? keys.map((key) => `--from-file ${key}=./${key}`) : ['--from-file ./its-keys']
  return ['secret generic', name, ...files].join(' ')
}

/** The command that makes an object in one namespace, or in several of them. */
export function madeBy({ made }: WantedSecret, namespaces: readonly string[], context: string | undefined): string {
  const kubectl = kubectlOn(context)
  const [only] = namespaces
  if (namespaces.length === 1) return `${kubectl} -n ${only} create ${made}`
  return `for n in ${namespaces.join(' ')}; do ${kubectl} -n $n create ${made}; done`
}

/** The same for namespaces that come with the first apply: it waits for each, and is to be run beside it. */
export function madeOnArrival(
  { made }: WantedSecret,
  namespaces: readonly string[],
  context: string | undefined,
): string {
  const kubectl = kubectlOn(context)
  const wait = `${kubectl} wait --for=create namespace/$n --timeout=15m`
  return `for n in ${namespaces.join(' ')}; do ${wait} && ${kubectl} -n $n create ${made}; done`
}

/** Namespaces for people: the first few, and how many more. */
export function printedNamespaces(namespaces: readonly string[]): string {
  return firstFew(namespaces, 4)
}
