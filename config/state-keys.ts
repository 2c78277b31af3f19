import type { Finding } from '#core'
import type { TargetFile } from './load-targets.ts'
import { placeOf, pointAt } from './located.ts'
import type { State } from './state.ts'

/** A pod, as far as the keys of its states depend on it. */
export interface StateOwner {
  readonly pod: string
  /** Its folder, where it is another pod than the one that is judged. */
  readonly dir?: string
  readonly targets: readonly Pick<TargetFile, 'name' | 'target' | 'root'>[]
  /** Names of tenants. */
  readonly tenants: readonly string[]
}

/**
 * Targets whose states would be one: where two stacks, of this pod or of one beside it, have one key in one place, each
 * would take what the other made for its own, and destroy it. Local states are in a folder of each target's own.
 * @returns one finding for each target of this pod that has such a state
 */
export function stateKeyFindings(own: StateOwner, beside: readonly StateOwner[]): Finding[] {
  const others = beside.flatMap((pod) => targetKeys(pod))
  const found: Finding[] = []
  const seen = [...others]
  for (const each of targetKeys(own)) {
    const other = seen.find(({ keys }) => [...each.keys].some((key) => keys.has(key)))
    const key = other && [...each.keys].find((one) => other.keys.has(one))
    if (other && key) found.push(oneKey(each, other, key))
    seen.push(each)
  }
  return found
}

interface TargetKeys {
  readonly owner: StateOwner
  readonly target: Pick<TargetFile, 'name' | 'root'>
  readonly keys: ReadonlySet<string>
}

function targetKeys(owner: StateOwner): TargetKeys[] {
  return owner.targets.flatMap((target) => {
    const place = target.target && placeOfStates(target.target.state)
    if (!place) return []
    const begin = `${owner.pod}-${target.name}`
    const stacks = ['cluster', 'platform', ...owner.tenants.map((tenant) => `tenant-${tenant}`)]
    return [{ owner, target, keys: new Set(stacks.map((stack) => `${place}/${begin}-${stack}`)) }]
  })
}

/** Where states are, as people read it; undefined where they are local. */
function placeOfStates({ backend, s3, gcs, azurerm, http, kubernetes }: State): string | undefined {
  if (backend === 's3' && s3) return `${s3.endpoint ?? 's3'}:${s3.bucket}/${s3.prefix}`
  if (backend === 'gcs' && gcs) return `gcs:${gcs.bucket}/${gcs.prefix}`
  if (backend === 'azurerm' && azurerm)
    return `azurerm:${azurerm.storageAccount}/${azurerm.container}/${azurerm.prefix}`
  if (backend === 'http' && http) return http.address.replace(/\/+$/, '')
  if (backend !== 'kubernetes' || !kubernetes) return undefined
  const cluster = kubernetes.inCluster
    ? 'in-cluster'
    : `${kubernetes.kubeconfig ?? '~/.kube/config'}:${kubernetes.context}`
  return `${cluster}/${kubernetes.namespace}`
}

function oneKey({ target }: TargetKeys, other: TargetKeys, key: string): Finding {
  const { dir, pod } = other.owner
  const who = `target ${other.target.name}${dir === undefined ? '' : ` of the pod ${pod} in ${dir}`}`
  return {
    code: 'state/key-of-two',
    severity: 'error',
    path: `targets.${target.name}.state`,
    ...(target.root ? { place: placeOf(pointAt(target.root, ['state'])) } : {}),
    message: `target ${target.name} and ${who} would have one state, but each must have its own: ${key}`,
    remedy: 'give one of them another prefix, bucket or address: each would take what the other made for its own',
  }
}
