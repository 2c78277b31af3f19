import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Folder of synthesised stacks, relative to the workspace. */
const stacksFolder = join('cdktf.out', 'stacks')

/** Where the files of one pod's target are. */
export interface Workplace {
  /** Folder that holds `.superpod` and `cdktf.out`. */
  readonly workspace: string
  /** `.superpod/<pod>/<target>`: private to its owner. */
  readonly folder: string
  readonly kubeconfig: string
  readonly stateFolder: string
  readonly backupFolder: string
  readonly planFolder: string
  readonly logFolder: string
  /** What was applied last, a file a stack. */
  readonly appliedFolder: string
  /** Programs on their way, a file each. */
  readonly childFolder: string
  /** Which cluster this target is. */
  readonly clusterFile: string
  /** Configuration of the engine: where its providers come from. */
  readonly engineConfigFile: string
  stackFolder(stack: string): string
  stateFile(stack: string): string
  planFile(stack: string): string
  logFile(stack: string, verb: string): string
  appliedFile(stack: string): string
}

/** The files of a pod's target, all below its workspace. Reads and writes nothing. */
export function workplaceOf(workspace: string, pod: string, target: string): Workplace {
  const folder = join(workspace, '.superpod', pod, target)
  const [stateFolder, planFolder, logFolder] = [join(folder, 'state'), join(folder, 'plans'), join(folder, 'logs')]
  const appliedFolder = join(folder, 'applied')
  return {
    workspace,
    folder,
    kubeconfig: join(folder, 'kubeconfig'),
    stateFolder,
    backupFolder: join(stateFolder, 'backup'),
    planFolder,
    logFolder,
    appliedFolder,
    childFolder: join(folder, 'children'),
    clusterFile: join(folder, 'cluster.json'),
    engineConfigFile: join(folder, 'engine.tfrc'),
    stackFolder: (stack) => join(workspace, stacksFolder, stack),
    stateFile: (stack) => join(stateFolder, `${stack}.tfstate`),
    planFile: (stack) => join(planFolder, `${stack}.plan`),
    logFile: (stack, verb) => join(logFolder, `${stack}-${verb}.log`),
    appliedFile: (stack) => join(appliedFolder, `${stack}.json`),
  }
}

/** Makes the folders of a workplace, readable by nobody but their owner. */
export async function makeWorkplace(workplace: Workplace): Promise<void> {
  const { folder, stateFolder, planFolder, logFolder, appliedFolder, childFolder } = workplace
  for (const each of [folder, stateFolder, planFolder, logFolder, appliedFolder, childFolder]) {
    await mkdir(each, { recursive: true, mode: 0o700 })
  }
  await chmod(folder, 0o700)
}
