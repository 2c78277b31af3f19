import { mkdir, readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { failure } from '#core'
import { simulationStages } from '#model'
import { run, type TwinTools } from '#tools'
import { apiServerFileArgs } from './api-server-files.ts'
import { egressSocket } from './egress-socket.ts'
import { freePorts, isFree } from './free-port.ts'
import { lastWordsOf } from './log-tail.ts'
import { writePrivately } from './private-file.ts'
import { clusterName, type TwinFolder } from './twin-folder.ts'
import type { TwinState } from './twin-state.ts'

/** Ports of the control plane, on the loopback interface. */
export interface ControlPlanePorts {
  readonly kubeApiserver: number
  readonly etcd: number
  readonly etcdPeer: number
  readonly kubeControllerManager: number
  readonly kubeScheduler: number
  readonly kwokController: number
}

/** Programs that must live for the control plane to be whole, as their processes are called. */
export const controlPlanePrograms = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok-controller',
]

const portNames = [
  'kubeApiserver',
  'etcd',
  'etcdPeer',
  'kubeControllerManager',
  'kubeScheduler',
  'kwokController',
] as const satisfies readonly (keyof ControlPlanePorts)[]

/** Free ports for a control plane; those of before that are still free stay. */
export async function controlPlanePorts(before?: ControlPlanePorts): Promise<ControlPlanePorts> {
  const kept = await Promise.all(portNames.map(async (name) => before && (await isFree(before[name])) && before[name]))
  const fresh = await freePorts(portNames.length, new Set(Object.values(before ?? {})))
  return Object.fromEntries(portNames.map((name, i) => [name, kept[i] || fresh[i]])) as unknown as ControlPlanePorts
}

/** Makes the certificates and the configuration of a control plane, and starts it. */
export async function createControlPlane(folder: TwinFolder, state: TwinState): Promise<void> {
  await writePrivately(folder.clusterConfig, kwokctlConfig(folder, state))
  await writeEgressConfig(folder)
  const args = [`--config=${folder.clusterConfig}`, '--kubeconfig=', '--node-lease-duration-seconds=0']
  // with leases KWOK leaves every node alone for 200 s after a restart, as the KWOK of before holds them; a zero in the
  // configuration would be taken for the default
  await kwokctl(folder, state, ['create', 'cluster', ...args])
}

/** Starts a control plane that was stopped, on the ports of its state, by the programs of its state. */
export async function startControlPlane(folder: TwinFolder, state: TwinState): Promise<void> {
  await movePorts(folder, state)
  await writeEgressConfig(folder)
  await linkPrograms(folder, state.tools)
  // numbers of processes that are gone may be somebody else's by now: kwokctl would take those for its own
  await rm(join(folder.cluster, 'pids'), { recursive: true, force: true })
  await mkdir(join(folder.cluster, 'pids'), { mode: 0o700 })
  await kwokctl(folder, state, ['start', 'cluster'])
}

async function kwokctl(folder: TwinFolder, { tools }: TwinState, args: readonly string[]): Promise<void> {
  const log = join(folder.logs, 'kwokctl.log')
  const env = { KWOK_WORKDIR: folder.kwok, HOME: folder.root, PATH: '/usr/local/bin:/usr/bin:/bin' }
  const flags = [`--name=${clusterName}`, '--timeout=120s']
  const { exitCode, stderr } = await run(tools.kwokctl, [...args, ...flags], { env, cwd: folder.root, log })
  // kwokctl only warns where the API server does not serve in time
  if (exitCode === 0 && !stderr.includes('Cluster is not served yet')) return
  throw await controlPlaneFault(folder, log)
}

async function controlPlaneFault(folder: TwinFolder, log: string) {
  const words = await Promise.all(
    ['etcd', 'kube-apiserver'].map((name) => lastWordsOf(join(folder.cluster, 'logs', `${name}.log`))),
  )
  const full = words.some((said) => said.includes('no space left on device'))
  return failure({
    code: full ? 'twin/disk-full' : 'twin/not-started',
    path: folder.root,
    message: full ? `the disk under ${folder.root} is full` : `the twin did not start: ${await lastWordsOf(log, 2)}`,
    remedy: full
      ? 'free some space, then run the command again'
      : `read ${log} and the logs in ${join(folder.cluster, 'logs')}`,
  })
}

function kwokctlConfig(folder: TwinFolder, { tools, ports }: TwinState): string {
  const config = {
    apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
    kind: 'KwokctlConfiguration',
    options: {
      runtime: 'binary',
      bindAddress: '127.0.0.1',
      disableQPSLimits: true,
      heartbeatFactor: 1,
      kubeControllerManagerNodeMonitorGracePeriodMilliseconds: 1_800_000,
      kubeApiserverPort: ports.kubeApiserver,
      etcdPort: ports.etcd,
      etcdPeerPort: ports.etcdPeer,
      kubeControllerManagerPort: ports.kubeControllerManager,
      kubeSchedulerPort: ports.kubeScheduler,
      kwokControllerPort: ports.kwokController,
      etcdBinary: tools.etcd,
      kubeApiserverBinary: tools.kubeApiserver,
      kubeControllerManagerBinary: tools.kubeControllerManager,
      kubeSchedulerBinary: tools.kubeScheduler,
      kwokControllerBinary: tools.kwok,
      kubectlBinary: tools.kubectl,
    },
    componentsPatches: [
      { name: 'kube-apiserver', extraArgs: extraArgs(apiServerArgs(folder)) },
      { name: 'kube-controller-manager', extraArgs: extraArgs(controllerManagerArgs(folder)) },
      { name: 'kube-scheduler', extraArgs: extraArgs({ 'leader-elect': 'false' }) },
    ],
  }
  return [config, ...simulationStages()].map((document) => stringify(document)).join('---\n')
}

function apiServerArgs(folder: TwinFolder): Record<string, string> {
  const { pki, egressConfig } = folder
  return {
    ...apiServerFileArgs(folder),
    // one CA signs users and the aggregation layer: without a name any user could claim to be any other
    'requestheader-client-ca-file': pki.ca,
    'requestheader-allowed-names': 'kwok-admin',
    'requestheader-username-headers': 'X-Remote-User',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    // no kube-proxy here: services are resolved to the addresses of their pods, and reached through the agent
    'enable-aggregator-routing': 'true',
    'egress-selector-config-file': egressConfig,
  }
}

function controllerManagerArgs({ pki }: TwinFolder): Record<string, string> {
  return {
    // each controller is its own service account, as on a real cluster: admission policies tell them from people by it
    'use-service-account-credentials': 'true',
    // one of each: after a kill nobody waits 15 s for the lease of the dead one
    'leader-elect': 'false',
    'cluster-signing-cert-file': pki.ca,
    'cluster-signing-key-file': pki.caKey,
  }
}

function extraArgs(args: Readonly<Record<string, string>>) {
  return Object.entries(args).map(([key, value]) => ({ key, value }))
}

/** Everything that the API server dials in the cluster goes to the agent's socket. */
function writeEgressConfig(folder: TwinFolder): Promise<void> {
  const transport = { uds: { udsName: egressSocket(folder) } }
  const connection = { proxyProtocol: 'HTTPConnect', transport }
  const config = {
    apiVersion: 'apiserver.k8s.io/v1beta1',
    kind: 'EgressSelectorConfiguration',
    egressSelections: [{ name: 'cluster', connection }],
  }
  return writePrivately(folder.egressConfig, JSON.stringify(config))
}

/** kwokctl writes ports into the arguments that it keeps, and into its kubeconfigs. */
async function movePorts(folder: TwinFolder, { ports, formerPorts }: TwinState): Promise<void> {
  const moved = new Map(
    formerPorts.flatMap((former) =>
      portNames.filter((name) => former[name] !== ports[name]).map((name) => [`${former[name]}`, `${ports[name]}`]),
    ),
  )
  if (moved.size === 0) return
  for (const name of ['kwok.yaml', 'kubeconfig', 'kubeconfig.yaml']) {
    const file = join(folder.cluster, name)
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text)
      await writePrivately(
        file,
        text.replace(/\b2\d{4}\b/g, (port) => moved.get(port) ?? port),
      )
  }
}

/** Points kwokctl's links at the programs: the cache that they were linked to may be gone, or hold other versions by now. */
async function linkPrograms({ cluster }: TwinFolder, tools: TwinTools): Promise<void> {
  const links = {
    etcd: tools.etcd,
    'kube-apiserver': tools.kubeApiserver,
    'kube-controller-manager': tools.kubeControllerManager,
    'kube-scheduler': tools.kubeScheduler,
    'kwok-controller': tools.kwok,
    kubectl: tools.kubectl,
  }
  for (const [name, target] of Object.entries(links)) {
    const link = join(cluster, 'bin', name)
    await rm(link, { force: true })
    await symlink(target, link)
  }
}
