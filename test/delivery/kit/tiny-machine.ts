import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPod } from '#config'
import { silent } from '#core'
import {
  type DeliveryContext,
  type DeliveryKind,
  type DeliveryStack,
  placeKubeconfig,
  providersReachable,
  wantedProviders,
  workplaceOf,
} from '#delivery'
import { type Cluster, connect } from '#kube'
import { podModel } from '#model'
import { rendered } from '#render'
import { stackOutlines, synthesised } from '#stacks'
import { type TwinTools, terraformTool } from '#tools'
import { destroyTwin, startTwin } from '#twin'
import { leastPod } from '../../kit/pod-folder.ts'
import { nodeCommand, smallMachine } from '../../twin/kit/small-machine.ts'

const env = { HOME: homedir(), PATH: '/usr/local/bin:/usr/bin:/bin' }
const cache = join(homedir(), '.cache', 'superpod')

/** Files of a pod with two tenants, as its config has them. */
export interface TinyPod {
  readonly [tenant: string]: string
}

/** Two tenants: one with two namespaces, one with one. */
export const twoTenants: TinyPod = {
  alpha: tenantFile('alpha', { namespaces: '{ train: {}, serve: {} }' }),
  beta: tenantFile('beta', {}),
}

/** The file of a tenant. */
export function tenantFile(
  name: string,
  { guaranteed = 16, namespaces = '{ train: {} }', state = 'active' }: Partial<TenantFacts>,
): string {
  return [
    `name: ${name}`,
    `title: ${name}`,
    `gpus: { guaranteed: ${guaranteed}, burst: 32 }`,
    `namespaces: ${namespaces}`,
    `sensitivity: internal`,
    `access: { admins: [${name}-leads], members: [${name}], viewers: [] }`,
    `state: ${state}`,
    '',
  ].join('\n')
}

interface TenantFacts {
  readonly guaranteed: number
  readonly namespaces: string
  readonly state: 'active' | 'retired'
}

/** Every stack of a tiny pod with these tenants. */
export async function tinyStacks(tenants: TinyPod = twoTenants): Promise<DeliveryStack[]> {
  const dir = await mkdtemp(join(tmpdir(), 'tiny-pod-'))
  await Promise.all(['tenants', 'targets'].map((folder) => mkdir(join(dir, folder))))
  await writeFile(join(dir, 'superpod.yaml'), leastPod)
  await writeFile(join(dir, 'targets', 'twin.yaml'), 'kind: twin\n')
  for (const [name, text] of Object.entries(tenants)) await writeFile(join(dir, 'tenants', `${name}.yaml`), text)
  const loaded = await loadPod(dir, 'twin')
  await rm(dir, { recursive: true })
  const errors = loaded.findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
  return stackOutlines(podModel(loaded)).map((outline) => {
    const stack = synthesised(outline)
    return { ...stack, ...rendered(stack.json) }
  })
}

/** The same stacks, with Kueue's pods annotated: an upgrade of its release that takes seconds. */
export function annotated(stacks: readonly DeliveryStack[], word: string): DeliveryStack[] {
  return stacks.map((stack) => {
    const kueue = stack.json.resource?.['helm_release']?.['kueue'] as { values: string[] } | undefined
    if (!kueue) return stack
    const values = JSON.parse(kueue.values[0] ?? '{}') as { controllerManager: { manager?: object } }
    const manager = { ...values.controllerManager.manager, podAnnotations: { 'superpod/word': word } }
    const controllerManager = { ...values.controllerManager, manager }
    const release = { ...kueue, values: [JSON.stringify({ ...values, controllerManager })] }
    const helmReleases = { ...stack.json.resource?.['helm_release'], kueue: release }
    const json = { ...stack.json, resource: { ...stack.json.resource, helm_release: helmReleases } }
    return { ...stack, json, ...rendered(json) }
  })
}

/** A real control plane, and a workspace to deliver from. */
export interface TinyMachine {
  readonly cluster: Cluster
  context(stacks: readonly DeliveryStack[], delivery: DeliveryKind): Promise<DeliveryContext>
  destroy(): Promise<void>
}

/** Starts a small twin with an empty workspace. */
export async function tinyMachine(tools: TwinTools): Promise<TinyMachine> {
  const workspace = await mkdtemp(join(tmpdir(), 'delivery-'))
  const workplace = workplaceOf(workspace, 'tiny', 'twin')
  const folder = join(workplace.folder, 'twin')
  const destroy = async () => {
    await destroyTwin({ folder })
    await rm(workspace, { recursive: true, force: true })
  }
  const command = nodeCommand(new URL('../../twin/kit/agent.ts', import.meta.url))
  const { kubeconfig } = workplace
  const props = { folder, name: 'tiny-twin', nodes: smallMachine(), tools, agent: { command }, kubeconfig }
  await startTwin({ ...props, progress: silent }).catch(async (fault) => {
    await destroy()
    throw fault
  })
  const cluster = connect(kubeconfig)
  const context: TinyMachine['context'] = async (stacks, delivery) => ({
    ...(await plainContext(workspace, stacks, delivery)),
    cluster,
    helm: tools.helm,
    charts: { [`kueue-${tools.versions.kueue}`]: tools.kueueChartArchive },
  })
  return { cluster, context, destroy }
}

/** The context of a delivery without a cluster. */
export async function plainContext(
  workspace: string,
  stacks: readonly DeliveryStack[],
  delivery: DeliveryKind,
): Promise<DeliveryContext> {
  const workplace = workplaceOf(workspace, 'tiny', 'twin')
  await placeKubeconfig(workplace)
  const objects = stacks.flatMap((stack) => stack.objects)
  const namespaces = objects
    .filter(({ object }) => object.kind === 'Namespace')
    .map(({ object }) => object.metadata.name)
  const tenants = stacks.flatMap(({ tenant }) => tenant ?? [])
  return {
    pod: 'tiny',
    target: { name: 'twin', kind: 'twin' },
    delivery,
    workplace,
    ...(delivery === 'terraform' ? { engine: await terraformTool({ engine: 'terraform', env }) } : {}),
    mirror: join(cache, 'mirror'),
    charts: {},
    cache,
    env,
    configured: { stacks: stacks.map(({ name }) => name), tenants, namespaces },
    progress: silent,
  }
}

/** Whether real Terraform and its providers are on this machine. */
export const terraformHere: boolean = await (async () => {
  const tool = await terraformTool({ engine: 'terraform', env }).catch(() => undefined)
  const [stack] = await tinyStacks()
  if (!tool || !stack) return false
  return (
    (await providersReachable(join(cache, 'mirror'), wantedProviders(stack.json), { timeoutSeconds: 1 })) !== undefined
  )
})()
