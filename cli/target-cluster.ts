import { existsSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isMade, type NamedTarget } from '#config'
import { type Fault, failure, wrongUsage } from '#core'
import { confirmedClusterId, hasKubeconfig, type Workplace, workplaceOf } from '#delivery'
import { type Cluster, connect } from '#kube'
import type { PodModel } from '#model'
import { twinStatus } from '#twin'
import type { Desk } from './command.ts'
import { defaults, describedPod, type PodWords } from './described-pod.ts'
import { contextAlone, noContext } from './kubeconfig-context.ts'

/** Where the files of a pod's target are. */
export function workplace(model: PodModel, { environment }: Desk): Workplace {
  return workplaceOf(environment.workspace, model.name, model.target.name)
}

/** Folder of a target's twin. */
export function twinFolderOf({ folder }: Workplace): string {
  return join(folder, 'twin')
}

/**
 * The live cluster of a target; its kubeconfig is written where the stacks look for it.
 * @returns undefined where there is none yet: no twin was made, the cluster layer was not applied from here, or no
 *   kubeconfig has the context of a target that nothing was ever delivered to from here
 * @throws Fault 3 where a twin is stopped, or the context of a target that was met before is not there any more
 */
export async function targetCluster(model: PodModel, desk: Desk): Promise<Cluster | undefined> {
  const place = workplace(model, desk)
  if (isMade(model.target.kind)) return (await hasKubeconfig(place)) ? connect(place.kubeconfig) : undefined
  if (model.target.kind !== 'twin') return realCluster(model, place, desk)
  const { phase } = await twinStatus({ folder: twinFolderOf(place) })
  if (phase === 'none' || phase === 'incomplete') return undefined
  if (phase === 'stopped') throw twinStopped(model, desk)
  return connect(place.kubeconfig)
}

async function realCluster(model: PodModel, place: Workplace, desk: Desk): Promise<Cluster | undefined> {
  const { target } = model
  const { kubeconfig, clusterFile } = place
  const files = kubeconfigFiles(target, desk)
  const context = contextOf(model)
  const alone = await contextAlone(files, context)
  if (alone === undefined) {
    if (!existsSync(clusterFile)) return undefined
    throw await noContext(files, context, target.name)
  }
  await mkdir(dirname(kubeconfig), { recursive: true, mode: 0o700 })
  await writeFile(kubeconfig, alone, { mode: 0o600 })
  await chmod(kubeconfig, 0o600)
  return connect(kubeconfig)
}

function contextOf({ name, target }: PodModel): string {
  if (target.context === undefined) throw new Error(`target ${target.name} of ${name} names no context`)
  return target.context
}

function kubeconfigFiles(target: NamedTarget, { environment: { variables, cwd } }: Desk): string[] {
  const home = variables['HOME'] ?? ''
  if (target.kubeconfig !== undefined) return [resolve(cwd, target.kubeconfig.replace(/^~(?=\/|$)/, home))]
  const fromVariable = (variables['KUBECONFIG'] ?? '').split(':').filter(Boolean)
  return fromVariable.length > 0 ? fromVariable.map((file) => resolve(cwd, file)) : [join(home, '.kube', 'config')]
}

/** How a plan is meant that is made where there is no cluster yet. */
export function planWithoutCluster(model: PodModel): string {
  const { name, target } = model
  const why = target.kind === 'kubeconfig' ? `, for no kubeconfig has the context ${contextOf(model)}` : ''
  return `there is no cluster for ${name} on ${target.name} yet${why}: this is the plan of a brand-new pod`
}

/**
 * The live cluster of a target, for commands that can do nothing without one.
 * @throws Fault 3 where there is none
 */
export async function clusterWanted(model: PodModel, desk: Desk): Promise<Cluster> {
  const cluster = await targetCluster(model, desk)
  if (cluster) return cluster
  const { name, target } = model
  if (target.kind === 'kubeconfig') throw await noContext(kubeconfigFiles(target, desk), contextOf(model), target.name)
  throw failure({
    code: 'cluster/missing',
    path: `${name} on ${target.name}`,
    message: `there is no cluster for ${name} on ${target.name} yet`,
    remedy: `make it with ./superpod up ${desk.podWord ?? name} --target ${target.name}`,
  })
}

/**
 * The same cluster, once it is known to be the one that the target is.
 * @param adopt - whether it may take the place of the one recorded. @default false
 * @throws Fault 1 where it is another one than recorded, or than config names
 */
export async function confirmedCluster(cluster: Cluster, model: PodModel, desk: Desk, adopt = false): Promise<Cluster> {
  const { name, kind, clusterId, state } = model.target
  const target = { name, kind, clusterId, shared: state.shared }
  await confirmedClusterId({ cluster, target, workplace: workplace(model, desk) }, adopt)
  return cluster
}

/** Where the twin that a command line means has its files, although its config may have errors. */
export async function twinPlace(words: PodWords, desk: Desk) {
  const { loaded } = await describedPod(words, desk)
  const target = words.target ?? defaults(desk.root).target
  if (loaded.target && loaded.target.kind !== 'twin') throw noTwin(loaded.name, target, loaded.target.kind)
  const place = workplaceOf(desk.environment.workspace, loaded.name, target)
  return { pod: loaded.name, target, folder: twinFolderOf(place) }
}

function noTwin(pod: string, target: string, kind: string): Fault {
  return wrongUsage({
    code: 'twin/not-a-twin',
    path: `${pod} on ${target}`,
    message: `target ${target} is a ${kind}, but must be a twin for this`,
    remedy: 'name a target of the kind twin',
  })
}

function twinStopped({ name, target }: PodModel, desk: Desk): Fault {
  return failure({
    code: 'twin/stopped',
    path: `${name} on ${target.name}`,
    message: `the twin of ${name} is stopped, but must run for this`,
    remedy: `start it with ./superpod up ${desk.podWord ?? name} --target ${target.name}`,
  })
}
