import type { shareControls } from '#catalog'
import { gpuResource } from '#model'
import { expiryTrials } from './ending-trials.ts'
import type { Ground } from './ground.ts'
import { submitterOf } from './person.ts'
import { intrudersOf } from './sample.ts'
import { samplePod } from './sample-work.ts'
import { held, refusedWork, type Trial } from './trial.ts'
import { refusedCases, type WorkCase } from './work-trials.ts'

const by = ['superpod-placed-work']
const tolerates = (toleration: object) => ({ spec: { tolerations: [toleration] } })
const poolKey = 'superpod/pool'

const schedulerCases: readonly WorkCase[] = [
  // a pod that Kueue holds may name no node in any case
  { what: 'a node by name', by, tried: 'template', spec: { nodeName: 'any' } },
  { what: 'a toleration of everything', by, ...tolerates({ operator: 'Exists' }) },
  { what: 'a toleration of all tenants’ systems', by, ...tolerates({ key: poolKey, operator: 'Exists' }) },
  { what: 'a toleration of management nodes', by, ...tolerates({ key: 'superpod/role', operator: 'Exists' }) },
  { what: 'another scheduler', by, spec: { schedulerName: 'another' } },
]

/** Tries of where work runs and how much of it, by control. */
export const shareTrials: Readonly<Partial<Record<keyof typeof shareControls, (ground: Ground) => readonly Trial[]>>> =
  {
    'placement/own-systems': (ground) => [...intruders(ground), taintedSystems(ground)],
    'placement/scheduler': (ground) => refusedCases(ground, schedulerCases),
    'placement/whole-systems': (ground) => refusedCases(ground, [partOfSystem(ground)]),
    'queues/quota': (ground) => aboveQuota(ground),
    'queues/expiry-account': expiryTrials,
  }

function intruders(ground: Ground): Trial[] {
  const { cluster, model, tenant } = ground
  const toleration = { key: poolKey, operator: 'Equal', value: tenant.pool, effect: 'NoSchedule' }
  return intrudersOf(ground).flatMap((other) => {
    const as = submitterOf(other)
    const [namespace] = other.namespaces
    if (!as || !namespace) return []
    const object = samplePod(model, other, namespace.name, tolerates(toleration))
    return [refusedWork({ cluster, as, what: `a toleration of the systems of ${tenant.name}`, object, by })]
  })
}

function taintedSystems({ cluster, model, tenant }: Ground): Trial {
  return async () => {
    const systems = model.pools.find(({ name }) => name === tenant.pool)?.systems ?? []
    const nodes = await cluster.list({ apiVersion: 'v1', kind: 'Node', labels: { [poolKey]: tenant.pool } })
    const isTainted = (spec: { taints?: { key: string; value?: string; effect: string }[] } = {}) =>
      spec.taints?.some(
        ({ key, value, effect }) => key === poolKey && value === tenant.pool && effect === 'NoSchedule',
      ) ?? false
    const open = nodes.filter((node) => !isTainted(node['spec'] as object)).map(({ metadata }) => metadata.name)
    if (open.length > 0) return { broken: `without the taint ${poolKey}=${tenant.pool}: ${open.join(', ')}` }
    const there = new Set(nodes.map(({ metadata }) => metadata.name))
    const absent = systems.filter(({ name, outage }) => outage === undefined && !there.has(name))
    if (absent.length === 0) return held
    return {
      untold: `not on this cluster, or not labelled ${poolKey}=${tenant.pool}: ${absent.map(({ name }) => name).join(', ')}`,
    }
  }
}

function partOfSystem({ tenant }: Ground): WorkCase {
  const asked = { [gpuResource]: `${Math.max(1, (tenant.terms.wholeSystemGpus ?? 2) - 1)}` }
  return {
    what: 'a part of a system',
    by: ['superpod-granted-devices'],
    container: { resources: { limits: asked, requests: { cpu: '1', memory: '1Gi', ...asked } } },
  }
}

function aboveQuota({ cluster, model, tenant }: Ground): Trial[] {
  const as = submitterOf(tenant)
  if (!as) return []
  const [[resource, perGpu] = [gpuResource, 1]] = Object.entries(tenant.devices)
  const whole = tenant.terms.wholeSystemGpus ?? tenant.gpus.burst + 1
  const count = Math.floor(tenant.gpus.burst / whole) + 1
  const asked = { [resource]: `${whole * perGpu}` }
  return tenant.namespaces.map(({ name }) => {
    const pod = samplePod(model, tenant, name, {
      container: { resources: { limits: asked, requests: { cpu: '1m', memory: '1Mi', ...asked } } },
    })
    const spec = pod['spec'] as { containers: { name: string }[] }
    const [work] = spec.containers
    const containers = Array.from({ length: count }, (_, index) => ({ ...work, name: `work-${index}` }))
    const object = { ...pod, spec: { ...spec, containers } }
    const what = `a pod that asks for more than ${tenant.gpus.burst} GPUs`
    return refusedWork({ cluster, as, what, object, by: ['exceeded quota'] })
  })
}
