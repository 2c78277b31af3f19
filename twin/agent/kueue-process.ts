import { mkdir, readFile, rm } from 'node:fs/promises'
import { get } from 'node:http'
import { join } from 'node:path'
import type { Cluster, LiveObject } from '#kube'
import { type RunningProgram, startProgram } from '#tools'
import { freePorts } from '../free-port.ts'
import { writeKubeconfig } from '../kubeconfig-file.ts'
import { writePrivately } from '../private-file.ts'
import type { TwinFolder } from '../twin-folder.ts'
import type { TwinState } from '../twin-state.ts'
import { chartPorts, type KueuePorts, leaseName, localKueueConfig } from './kueue-config.ts'
import type { Pod } from './pod.ts'

/** The real Kueue behind one pod. */
export interface KueueProcess {
  readonly program: RunningProgram
  readonly startedAt: string
  /** Local port behind each port of the pod. */
  readonly routes: ReadonlyMap<number, number>
  /** Whether the process has ended by itself. */
  hasEnded(): boolean
  /** Brings the certificate, which Kueue itself writes into a Secret, to the folder that it reads, as a kubelet would. */
  syncCertificate(): Promise<void>
  /** Whether it answers on `/readyz`. */
  isReady(): Promise<boolean>
  stop(): Promise<void>
}

/** What a Kueue process is started from. */
export interface KueueSource {
  readonly cluster: Cluster
  readonly folder: TwinFolder
  readonly state: TwinState
  readonly pod: Pod
  /** Whether no other Kueue runs: then whoever holds the lease is dead, and nobody has to wait for it. */
  readonly alone: boolean
}

/** Starts Kueue as the pod says: its arguments, its ConfigMap, the rights of its service account. */
export async function startKueue(source: KueueSource): Promise<KueueProcess> {
  const { folder, state, pod } = source
  const room = join(folder.kueue, pod.metadata.name)
  const certDir = join(room, 'certs')
  await mkdir(certDir, { recursive: true, mode: 0o700 })
  const chartConfig = await configOf(source)
  if (source.alone) await dropLease(source, leaseName(chartConfig))
  const ports = await freeKueuePorts()
  const { namespace } = pod.metadata
  await writePrivately(join(room, 'config.yaml'), localKueueConfig(chartConfig, { namespace, ports, certDir }))
  await writeServiceAccount(source, room)
  const args = (pod.spec.containers[0]?.args ?? []).filter((arg) => !arg.startsWith('--config='))
  const program = startProgram(
    state.tools.kueue,
    [`--config=${join(room, 'config.yaml')}`, `--kubeconfig=${join(room, 'kubeconfig')}`, ...args],
    { env: { HOME: room, PATH: '/usr/bin:/bin' }, cwd: room, log: join(folder.logs, 'kueue.log'), keepOutput: false },
  )
  let ended = false
  program.ended.catch(() => {}).finally(() => (ended = true))
  const refresh = setInterval(() => writeToken(source, room).catch(() => {}), tokenSeconds * 250)
  return {
    program,
    startedAt: new Date().toISOString(),
    routes: routesOf(chartPorts(chartConfig), ports),
    hasEnded: () => ended,
    syncCertificate: () => syncCertificate(source, certDir),
    isReady: () => answersReady(ports.health),
    async stop() {
      clearInterval(refresh)
      await program.stop()
      await rm(room, { recursive: true, force: true })
    },
  }
}

const tokenSeconds = 86_400

async function freeKueuePorts(): Promise<KueuePorts> {
  const [webhook = 0, metrics = 0, visibility = 0, health = 0] = await freePorts(4)
  return { webhook, metrics, visibility, health }
}

function routesOf(inPod: KueuePorts, local: KueuePorts): ReadonlyMap<number, number> {
  return new Map([
    [inPod.webhook, local.webhook],
    [inPod.metrics, local.metrics],
    [inPod.visibility, local.visibility],
    [inPod.health, local.health],
  ])
}

async function configOf({ cluster, pod }: KueueSource): Promise<string> {
  const name = pod.spec.volumes?.find((volume) => volume.name === 'manager-config')?.configMap?.name
  const { namespace } = pod.metadata
  const object = name && (await cluster.get({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace } }))
  const data = object ? (object['data'] as Record<string, string> | undefined) : undefined
  const config = data?.['controller_manager_config.yaml']
  if (!config) throw new Error(`pod ${pod.metadata.name} has no ConfigMap with controller_manager_config.yaml`)
  return config
}

async function dropLease({ cluster, pod }: KueueSource, name: string): Promise<void> {
  const { namespace } = pod.metadata
  await cluster.delete({ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name, namespace } })
}

async function writeServiceAccount(source: KueueSource, room: string): Promise<void> {
  const { folder, state, pod } = source
  await writeToken(source, room)
  await writeKubeconfig(join(room, 'kubeconfig'), folder, {
    context: state.name,
    port: state.ports.kubeApiserver,
    user: { name: pod.spec.serviceAccountName, tokenFile: join(room, 'token') },
  })
}

async function writeToken({ cluster, pod }: KueueSource, room: string): Promise<void> {
  const { namespace, name, uid } = pod.metadata
  const account = pod.spec.serviceAccountName
  const answer = await cluster.send<{ status: { token: string } }>({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
    action: `give a token to service account ${namespace}/${account}`,
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: tokenSeconds, boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name, uid } },
    },
  })
  await writePrivately(join(room, 'token'), answer.status.token)
}

async function syncCertificate({ cluster, pod }: KueueSource, certDir: string): Promise<void> {
  const name = pod.spec.volumes?.find((volume) => volume.name === 'cert')?.secret?.secretName
  if (!name) return
  const { namespace } = pod.metadata
  const secret: LiveObject | undefined = await cluster.get({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
  })
  const data = (secret?.['data'] ?? {}) as Record<string, string>
  for (const [key, value] of Object.entries(data)) {
    if (/^[\w.-]+$/.test(key)) await writeChanged(join(certDir, key), Buffer.from(value, 'base64').toString('utf8'))
  }
}

/** Kueue watches its files: one that is the same must stay untouched. */
async function writeChanged(file: string, content: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => undefined)) !== content) await writePrivately(file, content)
}

function answersReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/readyz', timeout: 1000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}
