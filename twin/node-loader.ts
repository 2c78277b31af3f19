import type { KubeObject } from '#core'
import { type Cluster, inParallel } from '#kube'
import { kubeletLabels, type SimulatedNode } from '#model'
import { nodeObject } from './twin-node.ts'

/** What loading came to. */
export interface LoadedNodes {
  readonly created: number
  readonly changed: number
  readonly removed: number
}

const atOnce = 16

/** Makes the nodes of a twin be these: makes what is missing, changes what differs, removes what is too many. */
export async function loadNodes(
  cluster: Cluster,
  nodes: readonly SimulatedNode[],
  each: (made: number) => void = () => {},
): Promise<LoadedNodes> {
  const live = new Map(
    (await cluster.list({ apiVersion: 'v1', kind: 'Node' })).map((node) => [node.metadata.name, node]),
  )
  const now = new Date()
  const wanted = nodes.map((node, index) => ({
    node,
    object: nodeObject(node, index, now),
    before: live.get(node.name),
  }))
  const missing = wanted.filter(({ before }) => !before)
  let made = 0
  await inParallel(missing, atOnce, async ({ object }) => {
    await cluster.create(object)
    each(++made)
  })
  const changed = wanted.filter(({ node, before }) => before && differs(node, before))
  await inParallel(changed, atOnce, async ({ node, object, before }) => {
    await cluster.patch(object, { metadata: { labels: labelsPatch(node, before) }, spec: { taints: node.taints } })
    await cluster.patchStatus(object, { capacity: node.capacity, allocatable: node.allocatable })
  })
  const names = new Set(nodes.map(({ name }) => name))
  const removed = [...live.values()].filter((node) => !names.has(node.metadata.name))
  await inParallel(removed, atOnce, (node) => cluster.delete(node))
  return { created: missing.length, changed: changed.length, removed: removed.length }
}

function differs(node: SimulatedNode, live: KubeObject): boolean {
  const { spec, status } = live as unknown as LiveNode
  const taints = (spec.taints ?? []).filter(({ key }) => !key.startsWith('node.kubernetes.io/'))
  return (
    Object.values(labelsPatch(node, live)).length > 0 ||
    printed(taints.map(({ key, value, effect }) => ({ key, value, effect }))) !== printed(node.taints) ||
    printed(status.capacity) !== printed(node.capacity) ||
    printed(status.allocatable) !== printed(node.allocatable)
  )
}

interface LiveNode {
  readonly spec: { readonly taints?: readonly { key: string; value?: string; effect: string }[] }
  readonly status: { readonly capacity: object; readonly allocatable: object }
}

/** Labels to write; those of ours that are too many as null. */
function labelsPatch(node: SimulatedNode, live?: KubeObject): Record<string, string | null> {
  const wanted: Record<string, string> = { ...kubeletLabels(node.name), ...node.labels }
  const has = live?.metadata.labels ?? {}
  const gone = Object.keys(has).filter((key) => isOurs(key) && !(key in wanted))
  return Object.fromEntries([
    ...Object.entries(wanted).filter(([key, value]) => has[key] !== value),
    ...gone.map((key) => [key, null]),
  ])
}

function isOurs(label: string): boolean {
  return label.startsWith('superpod/') || label.startsWith('nvidia.com/gpu.')
}

function printed(value: object): string {
  if (Array.isArray(value)) return JSON.stringify(value.map((each) => printed(each)).sort())
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
