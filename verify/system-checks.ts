import { counted, type Finding } from '#core'
import {
  gpuLabels,
  type PodModel,
  type Pool,
  placeLabels,
  placeTaints,
  railResources,
  type System,
  systemDevices,
  systemLabel,
} from '#model'
import { type Check, difference, judgedCheck, openCheck } from './check.ts'
import { type LiveMachine, type LiveNode, readyCondition } from './live-machine.ts'

/** A system with what its pool makes of it, and the node that answers to its name. */
interface Place {
  readonly system: System
  readonly pool: Pool | undefined
  readonly node: LiveNode
}

/** Every system: there by its name, ready, with its devices, labels and taints, and on one software with the others. */
export function systemChecks(model: PodModel, { nodes }: LiveMachine): Check[] {
  if (!nodes) return [openCheck('systems', 'every system is there', 'nodes could not be read')]
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]))
  const pools = new Map(model.pools.flatMap((pool) => pool.systems.map(({ name }) => [name, pool] as const)))
  const places = model.systems.flatMap((system): Place[] => {
    const node = byName.get(system.name)
    return node ? [{ system, pool: pools.get(system.name), node }] : []
  })
  const inService = places.filter(({ system }) => !system.outage)
  const note = counted(model.systems.length, 'system')
  return [
    judgedCheck('systems', 'every system is there, by its name', note, [
      ...model.systems.filter(({ name }) => !byName.has(name)).map(missing),
      ...strangers(model, nodes),
    ]),
    judgedCheck('ready', 'every system in service is ready, and takes work', counted(inService.length, 'system'), [
      ...inService.flatMap(unready),
      ...places.flatMap(expected),
    ]),
    judgedCheck(
      'devices',
      model.rails
        ? 'every system offers its GPUs and rails'
        : 'every system offers its GPUs, or what they are cut into',
      note,
      inService.flatMap((place) => shortOf(model, place)),
    ),
    judgedCheck(
      'labels',
      'every system has its labels',
      note,
      places.flatMap((place) => mislabelled(model, place)),
    ),
    judgedCheck('taints', 'every system has its taints, and no other', note, places.flatMap(mistainted)),
    softwareCheck(places),
  ]
}

function missing({ name, outage }: System): Finding {
  if (outage) return expectedly(name, `it is not there, and config has it as ${outage.state}`)
  return difference({
    code: 'verify/system-missing',
    path: `Node ${name}`,
    message: 'config has this system in service, but no node has its name',
    remedy: 'join it under this name, or write its state in config',
  })
}

function strangers({ systems }: PodModel, nodes: readonly LiveNode[]): Finding[] {
  const known = new Set(systems.map(({ name }) => name))
  return nodes
    .filter(({ metadata }) => metadata.labels?.[systemLabel] !== undefined && !known.has(metadata.name))
    .map(({ metadata: { name, labels } }) =>
      difference({
        code: 'verify/system-unknown',
        path: `Node ${name}`,
        message: `it says that it stands in rack ${labels?.[systemLabel]}, but config has no such system`,
        remedy: 'remove the node, or buy its place in config',
      }),
    )
}

function unready({ system, node }: Place): Finding[] {
  const ready = readyCondition(node)
  const path = `Node ${system.name}`
  return [
    ...(ready?.status === 'True'
      ? []
      : [
          difference({
            code: 'verify/system-not-ready',
            path,
            message: `it is not ready: ${ready ? `${ready.reason}, ${ready.message}` : 'its kubelet says nothing'}`,
            remedy: 'repair it, or write its state in config',
          }),
        ]),
    ...(node.spec.unschedulable
      ? [
          difference({
            code: 'verify/system-cordoned',
            path,
            message: 'it is cordoned, but config has it in service',
            remedy: `kubectl uncordon ${system.name}, or write its state in config`,
          }),
        ]
      : []),
  ]
}

function expected({ system: { name, outage } }: Place): Finding[] {
  return outage ? [expectedly(name, `it takes no work: ${outage.state}, as config has it`)] : []
}

function shortOf({ rails, generation }: PodModel, { system, pool, node }: Place): Finding[] {
  const functions = rails ? railResources(generation).map((resource) => [resource, rails.virtualFunctions]) : []
  const wanted: Record<string, number> = { ...systemDevices(system, pool), ...Object.fromEntries(functions) }
  return Object.entries(wanted).flatMap(([resource, count]) => {
    const live = Number(node.status?.allocatable?.[resource] ?? 0)
    if (live === count) return []
    const message = `it offers ${live} ${resource}, but must offer ${count}`
    return [
      difference({
        code: 'verify/devices',
        path: `Node ${system.name}`,
        message,
        remedy: 'look at its device plugins, and at the host itself',
      }),
    ]
  })
}

function mislabelled({ generation }: PodModel, { system, pool, node }: Place): Finding[] {
  const wanted = { ...gpuLabels(generation), ...placeLabels(system, pool) }
  const live = node.metadata.labels ?? {}
  const extra = Object.keys(live).filter((key) => key.startsWith('superpod/') && !(key in wanted))
  return [
    ...Object.entries(wanted)
      .filter(([key, value]) => live[key] !== value)
      .map(([key, value]) => label(system, key, `${key} is ${live[key] ?? 'not there'}, but must be ${value}`)),
    ...extra.map((key) => label(system, key, `${key} is ${live[key]}, but must not be there`)),
  ]
}

function label({ name }: System, key: string, message: string): Finding {
  const remedy = key.startsWith('nvidia.com/')
    ? 'look at GPU feature discovery on it'
    : 'apply the platform, and look at Node Feature Discovery on it'
  return difference({ code: 'verify/label', path: `Node ${name}`, message, remedy })
}

function mistainted({ system, pool, node }: Place): Finding[] {
  const wanted = placeTaints(system, pool).map(printedTaint)
  // those of Kubernetes itself say how a node does: ready, cordoned, full
  const live = (node.spec.taints ?? []).filter(({ key }) => !key.startsWith('node.kubernetes.io/')).map(printedTaint)
  const path = `Node ${system.name}`
  return [
    ...wanted
      .filter((taint) => !live.includes(taint))
      .map((taint) =>
        difference({
          code: 'verify/taint',
          path,
          message: `it lacks the taint ${taint}`,
          remedy: 'apply the platform, and look at Node Feature Discovery',
        }),
      ),
    ...live
      .filter((taint) => !wanted.includes(taint))
      .map((taint) =>
        difference({
          code: 'verify/taint',
          path,
          message: `it has the taint ${taint}, which config does not have`,
          remedy: 'find who set it, and remove it',
        }),
      ),
  ]
}

function printedTaint({ key, value = '', effect }: { key: string; value?: string; effect: string }): string {
  return `${key}=${value}:${effect}`
}

/** What the API tells of a node's software. */
const software = {
  kernelVersion: 'kernel',
  osImage: 'operating system',
  kubeletVersion: 'kubelet',
  containerRuntimeVersion: 'container runtime',
} as const

/** Label in which GPU feature discovery writes the driver. */
const driver = 'nvidia.com/cuda.driver-version.full'

function softwareCheck(places: readonly Place[]): Check {
  const findings = [
    ...Object.entries(software).flatMap(([key, name]) => odd(places, name, ({ node }) => node.status?.nodeInfo?.[key])),
    ...odd(places, 'GPU driver', ({ node }) => node.metadata.labels?.[driver]),
  ]
  return judgedCheck(
    'software',
    'all systems have one kernel, image, kubelet, runtime and driver',
    counted(places.length, 'system'),
    findings,
  )
}

/** Systems whose software is not that of most. */
function odd(places: readonly Place[], name: string, versionOf: (place: Place) => string | undefined): Finding[] {
  const counts = new Map<string, number>()
  for (const place of places) counts.set(versionOf(place) ?? '', (counts.get(versionOf(place) ?? '') ?? 0) + 1)
  const [usual = ''] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? []
  return places
    .filter((place) => (versionOf(place) ?? '') !== usual)
    .map((place) =>
      difference({
        code: 'verify/version-skew',
        path: `Node ${place.system.name}`,
        message: `its ${name} is ${versionOf(place) ?? 'not told'}, but that of most systems is ${usual || 'not told'}`,
        remedy: 'bring it to the version of the others, or the others to its own, canaries first',
      }),
    )
}

function expectedly(name: string, message: string): Finding {
  return { code: 'verify/system-out', severity: 'info', path: `Node ${name}`, message }
}
