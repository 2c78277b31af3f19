import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPod } from '#config'
import { workplaceOf } from '#delivery'
import { type Cluster, connect } from '#kube'
import { type PodModel, podModel } from '#model'
import { destroyTwin, memberKubeconfig } from '#twin'
import { repository } from '../gefion.ts'
import { superpod } from '../superpod.ts'

/** Gefion on its twin, with its own tenants, queues and Kueue: where work is submitted to see what becomes of it. */
export interface SharedMachine {
  readonly model: PodModel
  /** The API with an administrator's rights. */
  readonly cluster: Cluster
  /** The API as a member of a tenant has it. */
  member(tenant: string): Promise<Cluster>
  /** Namespace of a tenant that work goes to: its first. */
  room(tenant: string): string
  /** Changes one tenant's file, and applies it. @throws Error where that fails */
  changed(tenant: string, from: string | RegExp, to: string): Promise<void>
  /** Applies one tenant again. @returns what the command printed */
  applied(tenant: string): Promise<string>
  /** Destroys the twin, and removes every file. */
  end(): Promise<void>
}

/** What the suite changes of Gefion's tenants, so that weights, lending and preemption are seen: docs/queues.md has it. */
const changes: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'weather-climate': [
    'gpus: { guaranteed: 192, burst: 384 }',
    [
      'gpus: { guaranteed: 192, burst: 384, lend: 96 }',
      'queue:',
      '  weight: 2',
      '  strategy: StrictFIFO',
      '  preemption: { withinClusterQueue: LowerOrNewerEqualPriority }',
    ].join('\n'),
  ],
  'energy-materials': [
    'gpus: { guaranteed: 96, burst: 256 }',
    'gpus: { guaranteed: 96, burst: 256 }\nqueue: { preemption: { withinClusterQueue: Never } }',
  ],
}

/** Brings Gefion up in a folder of its own, by the command line, without Terraform. @throws Error where that fails */
export async function sharedMachine(): Promise<SharedMachine> {
  const root = await mkdtemp(join(tmpdir(), 'shared-machine-'))
  const [workspace, folder] = [join(root, 'workspace'), join(root, 'gefion')]
  await mkdir(workspace)
  await cp(join(repository, 'config', 'gefion'), folder, { recursive: true })
  for (const [tenant, [from, to]] of Object.entries(changes)) await edited(fileOf(folder, tenant), from, to)
  const place = workplaceOf(workspace, 'gefion', 'twin')
  const run = async (...[verb, ...words]: [string, ...string[]]) => {
    const result = await superpod([verb, folder, ...words], { env: { SUPERPOD_WORKSPACE: workspace } })
    if (result.exitCode !== 0) throw new Error(`superpod ${verb} ended with ${result.exitCode}: ${result.stderr}`)
    return result.stdout
  }
  const end = async () => {
    // taking stacks apart in order is tested elsewhere, and takes its time
    await destroyTwin({ folder: join(place.folder, 'twin') })
    await rm(root, { recursive: true, force: true })
  }
  const applied = (tenant: string) =>
    run('apply', '--delivery', 'manifests', '--tenant', tenant, '--allow', 'disruptive')
  await run('up', '--delivery', 'manifests').catch(async (fault) => {
    await end()
    throw fault
  })
  const model = podModel(await loadPod(folder, 'twin'))
  const members = new Map<string, Promise<Cluster>>()
  return {
    model,
    cluster: connect(place.kubeconfig),
    member(tenant) {
      const known = members.get(tenant) ?? memberOf(model, join(place.folder, 'twin'), tenant)
      members.set(tenant, known)
      return known
    },
    room: (tenant) => tenantOf(model, tenant).namespaces[0]?.name ?? '',
    async changed(tenant, from, to) {
      await edited(fileOf(folder, tenant), from, to)
      await applied(tenant)
    },
    applied,
    end,
  }
}

function tenantOf(model: PodModel, name: string) {
  const tenant = model.tenants.find((each) => each.name === name)
  if (!tenant) throw new Error(`Gefion has no tenant ${name}`)
  return tenant
}

async function memberOf(model: PodModel, folder: string, tenant: string): Promise<Cluster> {
  const { members } = tenantOf(model, tenant).groups
  return connect(await memberKubeconfig({ folder, user: `${tenant}-member`, groups: members }))
}

function fileOf(folder: string, tenant: string): string {
  return join(folder, 'tenants', `${tenant}.yaml`)
}

async function edited(file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`${file} has no ${from} to change`)
  await writeFile(file, changed)
}
