import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { workplaceOf } from '#delivery'
import { type Cluster, connect } from '#kube'
import { destroyTwin, memberKubeconfig } from '#twin'
import { type SuperpodOptions, superpod, superpodJson } from './superpod.ts'

/** A pod whose files are in a workspace of their own, used as a person uses it: by the command line. */
export interface LivePod {
  /** Folder for all that the command line makes. */
  readonly workspace: string
  /** Folder of the pod's files, in another place. */
  readonly folder: string
  write(path: string, text: string): Promise<void>
  remove(path: string): Promise<void>
  /** `./superpod <verb> <folder> ...words`. */
  run(verb: string, ...words: string[]): ReturnType<typeof superpod>
  /** The same with `--json`, where stdout must be one document. */
  json(verb: string, ...words: string[]): ReturnType<typeof superpodJson>
  /** Its twin's API, with an administrator's rights. */
  cluster(): Cluster
  /** Its twin's API as a person of these groups sees it. */
  as(user: string, ...groups: string[]): Promise<Cluster>
  /** Destroys its twin where one is left, and removes every file. */
  end(): Promise<void>
}

/** The file of a live pod: two racks of four, one of them for `health` alone. */
export const eightSystems = `name: atoll
systems: { generation: dgx-h100, scalableUnits: 1, count: 8, spares: { shared: 0, health: 0 } }
management: { nodes: 1 }
platform:
  gpuOperator: { owner: external } # no chart of theirs is on every machine
  networkOperator: { owner: external }
  observability: { owner: external }
  jobSet: { owner: external }
  trainer: { owner: external }
`

/** Name of a live pod. */
export const livePodName = 'atoll'

/** Tenants of a live pod: two that share systems, one of them with two namespaces, and one with systems of its own. */
export const liveTenants: Readonly<Record<string, LiveTenant>> = {
  ada: { namespaces: ['train', 'serve'] },
  grace: {},
  health: { sensitivity: 'sensitive', guaranteed: 32, burst: 32, dedicated: 'su1-r02' },
}

/** What a tenant of a live pod may differ in. */
export interface LiveTenant {
  readonly namespaces?: readonly string[]
  readonly sensitivity?: string
  readonly guaranteed?: number
  readonly burst?: number
  readonly dedicated?: string
  readonly state?: string
  /** @default one group, `<name>-audit` */
  readonly viewers?: readonly string[]
  /** @default no group */
  readonly auditors?: readonly string[]
}

/** The file of a tenant of a live pod. */
export function liveTenantFile(name: string, tenant: LiveTenant): string {
  const { namespaces = ['train'], sensitivity = 'internal', guaranteed = 8, burst = 16, dedicated, state } = tenant
  const { viewers = [`${name}-audit`], auditors = [] } = tenant
  const readers = `viewers: [${viewers.join(', ')}]${auditors.length > 0 ? `, auditors: [${auditors.join(', ')}]` : ''}`
  return [
    `name: ${name}`,
    `title: Work of ${name}`,
    `gpus: { guaranteed: ${guaranteed}, burst: ${burst} }`,
    `namespaces: { ${namespaces.map((each) => `${each}: {}`).join(', ')} }`,
    `sensitivity: ${sensitivity}`,
    `access: { admins: [${name}-leads], members: [${name}], ${readers} }`,
    ...(dedicated ? [`placement: { dedicated: [${dedicated}] }`] : []),
    ...(state ? [`state: ${state}`] : []),
    '',
  ].join('\n')
}

/** Makes the files of a pod with eight systems and three tenants, and starts nothing. */
export async function livePod(options: Pick<SuperpodOptions, 'env'> = {}): Promise<LivePod> {
  const root = await mkdtemp(join(tmpdir(), 'live-pod-'))
  const [workspace, folder] = [join(root, 'workspace'), join(root, 'pod')]
  const { folder: targetFolder, kubeconfig } = workplaceOf(workspace, livePodName, 'twin')
  await mkdir(workspace)
  const env = { ...options.env, SUPERPOD_WORKSPACE: workspace }
  const pod: LivePod = {
    workspace,
    folder,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    },
    remove: (path) => rm(join(folder, path)),
    run: (verb, ...words) => superpod([verb, folder, ...words], { env }),
    json: (verb, ...words) => superpodJson([verb, folder, ...words], { env }),
    cluster: () => connect(kubeconfig),
    as: async (user, ...groups) =>
      connect(await memberKubeconfig({ folder: join(targetFolder, 'twin'), user, groups })),
    async end() {
      // not by the command line: that drains queues first, and whatever a test left there would be waited for
      if (existsSync(targetFolder)) await destroyTwin({ folder: join(targetFolder, 'twin') })
      await rm(root, { recursive: true, force: true })
    },
  }
  await pod.write('superpod.yaml', eightSystems)
  await pod.write('targets/twin.yaml', 'kind: twin\n')
  for (const [name, tenant] of Object.entries(liveTenants)) {
    await pod.write(`tenants/${name}.yaml`, liveTenantFile(name, tenant))
  }
  return pod
}
