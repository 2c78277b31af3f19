import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { objectsChart } from '#constructs'
import { silent } from '#core'
import { type Cluster, connect } from '#kube'
import type { SimulatedNode } from '#model'
import { type RenderedStack, rendered } from '#render'
import type { TerraformJson } from '#terraform'
import { output, type TwinTools, twinTools } from '#tools'
import { destroyTwin, memberKubeconfig, startTwin } from '#twin'
import { gpuTaint, placement } from './every-construct.ts'

const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: homedir() }
const agent = fileURLToPath(new URL('../twin/kit/agent.ts', import.meta.url))
// the agent runs in a folder of its own, where no package would be found by its name
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** The tools of the twin where somebody has compiled them; undefined elsewhere: a test compiles nothing. */
export const compiledTools: TwinTools | undefined = await twinTools({
  cache: join(homedir(), '.cache', 'superpod'),
  progress: silent,
  env: { PATH: '/nowhere' },
}).catch(() => undefined)

/** A real control plane with four systems and one management node. */
export interface SmallTwin {
  /** Folder of its files. */
  readonly folder: string
  readonly cluster: Cluster
  /** Path of the administrator's kubeconfig. */
  readonly kubeconfig: string
  /** Delivers a stack: namespaces, then releases by Helm, then all else. */
  deliver(json: TerraformJson): Promise<void>
  /** The API as a person of these groups sees it. */
  as(user: string, groups: readonly string[]): Promise<Cluster>
  destroy(): Promise<void>
}

/**
 * Starts a small twin in a folder of its own.
 * @param nodes - a management node and four systems of eight GPUs, unless others are given
 */
export async function smallTwin(tools: TwinTools, nodes: readonly SimulatedNode[] = fiveNodes()): Promise<SmallTwin> {
  const root = await mkdtemp(join(tmpdir(), 'small-twin-'))
  const folder = join(root, 'twin')
  const destroy = async () => {
    await destroyTwin({ folder })
    await rm(root, { recursive: true, force: true })
  }
  const command = [process.execPath, '--import', tsx, agent]
  const starting = startTwin({ folder, name: 'small', nodes, tools, agent: { command }, progress: silent })
  const { kubeconfig } = await starting.catch(async (fault) => {
    await destroy()
    throw fault
  })
  const cluster = connect(kubeconfig)
  return {
    folder,
    cluster,
    kubeconfig,
    async deliver(json) {
      const stack = rendered(json)
      const objects = stack.objects.map(({ object }) => object)
      const isNamespace = ({ kind }: { kind: string }) => kind === 'Namespace'
      await cluster.applyAll(objects.filter(isNamespace))
      for (const release of stack.releases) await install(release, { root, kubeconfig, tools })
      await cluster.applyAll(objects.filter((object) => !isNamespace(object)))
    },
    as: async (user, groups) => connect(await memberKubeconfig({ folder, user, groups })),
    destroy,
  }
}

interface Place {
  readonly root: string
  readonly kubeconfig: string
  readonly tools: TwinTools
}

async function install(
  { name, namespace, values, objects }: RenderedStack['releases'][number],
  { root, kubeconfig, tools }: Place,
): Promise<void> {
  for (const [path, text] of Object.entries(objectsChart())) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  const valuesFile = join(root, `${name}.json`)
  await writeFile(valuesFile, JSON.stringify(values))
  const chart = objects ? join(root, 'charts/objects') : tools.kueueChart
  const where = ['--namespace', namespace, '--kubeconfig', kubeconfig]
  const args = ['upgrade', '--install', name, chart, '--values', valuesFile, '--wait', '--timeout', '90s', ...where]
  await output(tools.helm, args, { env })
}

function fiveNodes(): SimulatedNode[] {
  const size = { cpu: '224', memory: '2Ti', pods: '110' }
  const gpus = { ...size, 'nvidia.com/gpu': '8' }
  return [
    {
      name: 'mgmt-01',
      labels: placement.nodeSelector,
      taints: [{ key: 'superpod/role', value: 'management', effect: 'NoSchedule' }],
      capacity: size,
      allocatable: size,
    },
    ...[1, 2, 3, 4].map((index) => ({
      name: `su1-r1-s${index}`,
      labels: { 'superpod/pool': 'shared', 'superpod/rack': 'su1-r1', 'superpod/scalable-unit': 'su1' },
      taints: [gpuTaint],
      capacity: gpus,
      allocatable: gpus,
    })),
  ]
}
