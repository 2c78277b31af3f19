import { Target, Tenant } from '#config'
import { modelFindings, type PodModel, podModel } from '#model'
import { clusterLayer } from '#stacks'
import type { TerraformJson } from '#terraform'
import { type AnySystems, loadedAnyPod } from './any-pod.ts'
import { stacksOf } from './gefion.ts'
import { madeTargets } from './made-targets.ts'

/** What differs from a small pod in EKS. */
export interface EksPodParts extends Partial<AnySystems> {
  /** Merged over the section `eks`. @default nothing */
  readonly eks?: Readonly<Record<string, unknown>>
  readonly platform?: Readonly<Record<string, unknown>>
  readonly networks?: Readonly<Record<string, string>>
  /** @default none */
  readonly tenants?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** States of systems. @default none */
  readonly state?: Readonly<Record<string, unknown>>
  /** Name of the target. @default eks */
  readonly name?: string
}

/** The model of a small pod in EKS. */
export function eksPod(parts: EksPodParts = {}): PodModel {
  const { generation = 'dgx-h100', scalableUnits = 1, count, platform, tenants, name = 'eks' } = parts
  const systems = { generation, scalableUnits, ...(count === undefined ? {} : { count }) }
  const loaded = loadedAnyPod(systems, { ...(platform ? { platform } : {}), ...(tenants ? { tenants } : {}) })
  if (!loaded.pod) throw new Error('a pod of any systems has a pod')
  const { kind, eks } = madeTargets['eks'] as { kind: string; eks: object }
  const target = { name, ...Target.parse({ kind, eks: { ...eks, ...parts.eks } }) }
  const pod = {
    ...loaded.pod,
    networks: { ...loaded.pod.networks, ...parts.networks },
    systems: { ...loaded.pod.systems, state: (parts.state ?? {}) as typeof loaded.pod.systems.state },
  }
  return podModel({ ...loaded, pod, target, tenants: loaded.tenants.map((tenant) => Tenant.parse(tenant)) })
}

/** Codes of findings about clouds of a small pod in EKS. */
export function eksCodes(parts: EksPodParts = {}): string[] {
  return eksFound(parts).map(({ code }) => code)
}

/** Findings about clouds of a small pod in EKS. */
export function eksFound(parts: EksPodParts = {}) {
  return modelFindings(eksPod(parts), { at: '2027-06-30' }).filter(({ code }) => /^(cloud|eks)\//.test(code))
}

/** The Terraform JSON of the cluster of a small pod in EKS. */
export async function eksJson(parts: EksPodParts = {}): Promise<TerraformJson> {
  const model = eksPod(parts)
  const stack = stacksOf(model, await clusterLayer('eks')).get(`tiny-${model.target.name}-cluster`)
  if (!stack) throw new Error('a pod in EKS has a cluster')
  return stack.json
}
