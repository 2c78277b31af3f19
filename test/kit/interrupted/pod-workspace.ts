import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Cluster, connect } from '#kube'
import { type ProgramResult, type RunningProgram, startProgram } from '#tools'
import { destroyTwin } from '#twin'
import { repository } from '../gefion.ts'
import { searchPath } from '../superpod.ts'
import { killed, livingProcesses } from './living-process.ts'

/** A small pod of two tenants in a folder of its own, with a workspace of its own beside it. */
export interface PodWorkspace {
  /** Holds both: whatever works on this pod names it. */
  readonly root: string
  /** Folder of the pod's config: a copy, to be changed at will. */
  readonly pod: string
  /** `SUPERPOD_WORKSPACE`. */
  readonly workspace: string
  /** `.superpod/small/twin`. */
  readonly files: string
  readonly cluster: Cluster
  /** Starts `./superpod <command> <pod> <words>`, in a process group of its own. */
  start(command: string, ...words: string[]): RunningProgram
  /** Runs it to its end. */
  run(command: string, ...words: string[]): Promise<ProgramResult>
  /** Runs it with `--json`, where standard output must be one JSON document. */
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
  json(command: string, ...words: string[]): Promise<ProgramResult & { readonly data: any }>
  /** Changes a file of the pod's config. */
  edit(file: string, change: (text: string) => string): Promise<void>
  /** Files of the target that are still there. */
  left(): Promise<string[]>
  /** Ends whatever works on this pod, and removes all of it. */
  remove(): Promise<void>
}

/** Where a pod's workspace is, and what it is told. */
export interface PodWorkspaceOptions {
  /** Variables that name a place below the root. */
  readonly relative?: Readonly<Record<string, string>>
  /** Folder that the root is made in. @default that of temporary files */
  readonly under?: string
}

/**
 * Makes the workspace of a small pod; nothing runs yet.
 * @param env - variables for the command line, over those that it needs
 */
export async function podWorkspace(
  env: Readonly<Record<string, string>> = {},
  { relative = {}, under = tmpdir() }: PodWorkspaceOptions = {},
): Promise<PodWorkspace> {
  const root = await mkdtemp(join(under, 'superpod-e2e-'))
  const [pod, workspace] = [join(root, 'pod'), join(root, 'workspace')]
  await cp(join(repository, 'test', 'fixtures', 'pods', 'small'), pod, { recursive: true })
  const files = join(workspace, '.superpod', 'small', 'twin')
  const places = Object.fromEntries(Object.entries(relative).map(([name, path]) => [name, join(root, path)]))
  const variables = { PATH: searchPath, HOME: homedir(), SUPERPOD_WORKSPACE: workspace, ...env, ...places }
  const start = (command: string, ...words: string[]) =>
    startProgram(join(repository, 'superpod'), [command, pod, ...words], { cwd: repository, env: variables })
  return {
    root,
    pod,
    workspace,
    files,
    get cluster() {
      return connect(join(files, 'kubeconfig'))
    },
    start,
    run: (...words) => start(...words).ended,
    async json(...words) {
      const result = await start(...words, '--json').ended
      return { ...result, data: JSON.parse(result.stdout) }
    },
    edit: async (file, change) => writeFile(join(pod, file), change(await readFile(join(pod, file), 'utf8'))),
    left: () => readdir(files, { recursive: true }).catch(() => []),
    async remove() {
      await destroyTwin({ folder: join(files, 'twin') }).catch(() => {})
      await killed(() => livingProcesses(root))
      await rm(root, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
