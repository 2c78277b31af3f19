import { validatedContainerd } from '#catalog'
import { counted, type Finding, firstFew } from '#core'
import { gpuLabels, gpuResource, isInRange, managementLabel, type PodModel, type System } from '#model'
import { type Check, judgedCheck, openCheck } from '../check.ts'
import { isReady, type LiveNode } from '../live-machine.ts'
import { kubectlOn } from './kubectl.ts'
import type { Site } from './site.ts'

/** Nodes: those that config has, those that it does not, what they offer, and what runs containers on them. */
export function nodeChecks(model: PodModel, { nodes }: Site): Check[] {
  if (!nodes) return [openCheck('systems', 'every system has a node', 'nodes could not be read')]
  const byName = new Map(nodes.map((node) => [node.metadata.name, node]))
  const systems = model.systems.flatMap((system) => {
    const node = byName.get(system.name)
    return node ? [node] : []
  })
  return [
    judgedCheck('systems', 'every system in service has a ready node of its name', presence(model, systems), [
      ...missing(model, byName),
      ...unready(model, byName),
    ]),
    strangersCheck(model, nodes),
    managementCheck(model, nodes),
    gpuCheck(model, systems),
    runtimeCheck(systems),
  ]
}

/** Names that a finding tells of many. */
const shownNames = 3

function presence({ systems }: PodModel, there: readonly LiveNode[]): string {
  return `${there.length} of ${counted(systems.length, 'system')}`
}

function missing({ systems, target }: PodModel, byName: ReadonlyMap<string, LiveNode>): Finding[] {
  const absent = systems.filter(({ name, outage }) => !outage && !byName.has(name)).map(({ name }) => name)
  if (absent.length === 0) return []
  const facts = { severity: 'warning' as const, path: target.name }
  if (absent.length === systems.length) {
    return [
      {
        ...facts,
        code: 'preflight/systems-none',
        message: `no node is called as a system of config is (${firstFew(absent, shownNames)}): no work will find a place`,
        remedy: 'join the systems under these names, and see that this is the cluster that is meant',
      },
    ]
  }
  return [
    {
      ...facts,
      code: 'preflight/systems-missing',
      message: `${counted(absent.length, 'system')} in service ${absent.length === 1 ? 'has' : 'have'} no node: ${firstFew(absent, shownNames)}`,
      remedy: 'join them under their names, or write their state in config; they need no apply when they come',
    },
  ]
}

function unready({ systems, target }: PodModel, byName: ReadonlyMap<string, LiveNode>): Finding[] {
  const down = systems.filter(({ name, outage }: System) => {
    const node = byName.get(name)
    return node !== undefined && !outage && !isReady(node)
  })
  if (down.length === 0) return []
  return [
    {
      code: 'preflight/systems-not-ready',
      severity: 'warning',
      path: target.name,
      message: `${counted(down.length, 'system')} in service ${down.length === 1 ? 'is' : 'are'} not ready: ${firstFew(
        down.map(({ name }) => name),
        shownNames,
      )}`,
      remedy: 'repair them, or write their state in config: what runs on every system waits for them',
    },
  ]
}

function gpusOf({ status }: LiveNode): number {
  return Number(status?.allocatable?.[gpuResource] ?? 0)
}

function strangersCheck({ systems, target }: PodModel, nodes: readonly LiveNode[]): Check {
  const known = new Set(systems.map(({ name }) => name))
  const others = nodes.filter(({ metadata }) => !known.has(metadata.name))
  const withGpus = others.filter(
    (node) => gpusOf(node) > 0 || node.metadata.labels?.['nvidia.com/gpu.present'] === 'true',
  )
  const names = withGpus.map(({ metadata }) => metadata.name)
  const findings: Finding[] =
    names.length === 0
      ? []
      : [
          {
            code: 'preflight/system-unknown',
            severity: 'warning',
            path: target.name,
            message: `${counted(names.length, 'node')} with GPUs ${names.length === 1 ? 'is no system' : 'are no systems'} of config: ${firstFew(names, shownNames)}`,
            remedy: 'join them under the names of systems, or add them to systems: no queue counts their GPUs',
          },
        ]
  return judgedCheck('others', 'no other node has GPUs', counted(others.length, 'other node'), findings)
}

function managementCheck({ target, managementNodes }: PodModel, nodes: readonly LiveNode[]): Check {
  const title = 'controllers have nodes to run on'
  const [[key, value] = ['', '']] = Object.entries(managementLabel)
  const ready = nodes.filter((node) => node.metadata.labels?.[key] === value && isReady(node))
  const note = `${counted(ready.length, 'ready node')} with ${key}=${value}`
  if (ready.length > 0 || target.kind === 'kind') return judgedCheck('management', title, note, [])
  return judgedCheck('management', title, note, [
    {
      code: 'preflight/management-none',
      severity: 'warning',
      path: target.name,
      message: `no ready node has the label ${key}=${value}: controllers stay pending, and an apply that waits for them fails`,
      remedy: `label ${counted(managementNodes.length, 'node')} that are no systems: ${kubectlOn(target.context)} label node <name> ${key}=${value}`,
    },
  ])
}

/** GPU feature discovery writes what a system is; nothing is said of systems that it has not looked at. */
function gpuCheck({ generation, target }: PodModel, systems: readonly LiveNode[]): Check {
  const title = `systems are ${generation.generation}, as far as they are labelled`
  const { 'nvidia.com/gpu.product': wanted } = gpuLabels(generation)
  const told = systems.filter(({ metadata }) => metadata.labels?.['nvidia.com/gpu.product'] !== undefined)
  const offering = systems.filter((node) => gpusOf(node) > 0)
  const note = `${offering.length} of ${counted(systems.length, 'system')} ${offering.length === 1 ? 'offers' : 'offer'} GPUs, ${told.length} labelled`
  if (told.length === 0 || wanted === undefined) return openCheck('gpus', title, `${note}: no label to compare`)
  // slices and shares have an ending of their own
  const other = told.filter(({ metadata }) => !metadata.labels?.['nvidia.com/gpu.product']?.startsWith(wanted))
  const [first] = other
  if (!first) return judgedCheck('gpus', title, note, [])
  const names = other.map(({ metadata }) => metadata.name)
  const product = first.metadata.labels?.['nvidia.com/gpu.product']
  return judgedCheck('gpus', title, note, [
    {
      code: 'preflight/gpu-other',
      severity: 'error',
      path: target.name,
      message: `${counted(names.length, 'system')} ${names.length === 1 ? 'has' : 'have'} other GPUs than config, ${product} instead of ${wanted}: ${firstFew(names, shownNames)}`,
      remedy: 'write the generation that is there, or see that this is the cluster that is meant',
    },
  ])
}

function runtimeCheck(systems: readonly LiveNode[]): Check {
  const title = `containers are run by containerd ${validatedContainerd.value}`
  const versions = new Map<string, string[]>()
  for (const { metadata, status } of systems) {
    const version = status?.nodeInfo?.['containerRuntimeVersion'] ?? ''
    versions.set(version, [...(versions.get(version) ?? []), metadata.name])
  }
  const known = [...versions].filter(([version]) => /^[a-z-]+:\/\/\d/.test(version))
  if (known.length === 0) return openCheck('runtime', title, 'no system says what runs its containers')
  const note = known.map(([version, names]) => `${version} on ${names.length}`).join(', ')
  const odd = known.filter(([version]) => {
    const [, number] = /^containerd:\/\/v?(\d+\.\d+\.\d+)/.exec(version) ?? []
    return number === undefined || !isInRange(number, validatedContainerd.value)
  })
  const findings = odd.map(
    ([version, names]): Finding => ({
      code: 'preflight/runtime',
      severity: 'warning',
      path: firstFew(names, shownNames),
      message: `${version} runs their containers, but the GPU operator is validated with containerd ${validatedContainerd.value} (${validatedContainerd.source.key}, ${validatedContainerd.source.grade})`,
      remedy: 'bring the hosts to such a version, or try GPU work on one of them first',
    }),
  )
  return judgedCheck('runtime', title, note, findings)
}
