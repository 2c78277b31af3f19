import { relative } from 'node:path'
import { counted, printedSeconds } from '#core'
import { kindSimulatedNodes, kindWorkers, type PodModel } from '#model'
import type { StartedTwin, TwinProof } from '#twin'
import type { Desk } from './command.ts'
import type { Colors } from './screen.ts'
import { shellWord } from './shell-word.ts'
import type { MemberAccess } from './twin-proof.ts'

/** All that `up` has to tell. */
export interface UpFacts {
  readonly model: PodModel
  readonly kubeconfig: string
  readonly delivery: string
  readonly why: string
  readonly systems: number
  readonly gpus: number
  readonly objects: number
  readonly seconds: number
  readonly stacks: readonly { readonly name: string; readonly changes: number }[]
  readonly proof: TwinProof | null
  /** Why nothing was proven, where a twin was up for it. */
  readonly unproven?: string
  readonly twin: StartedTwin | undefined
  readonly member: MemberAccess | undefined
  /** Path of the twin's own. */
  readonly kubectl: string | undefined
}

const whatTwinsProve = 'The twin proves API, quota and placement, never containers, packets, devices or operators.'

/** What of a kind cluster is real, and what is made up. */
function kindWords(model: PodModel): string[] {
  const workers = kindWorkers(model).length
  return [
    row('real', `API, Kueue, policies, network policies, and the containers of pods on ${counted(workers, 'worker')}`),
    row(
      'simulated',
      `every GPU; ${counted(kindSimulatedNodes(model).length, 'system')} by KWOK, whose pods only seem to run`,
    ),
    row('not there', 'drivers, operators for GPUs and networks, InfiniBand, storage of the pod'),
  ]
}

/** The last screen of `up`: what is there now, what was proven, and what to do next. */
export function summary(facts: UpFacts, desk: Desk, colors: Colors): string {
  const { model, systems, gpus, stacks, objects, seconds, delivery, why } = facts
  const changes = stacks.reduce((sum, stack) => sum + stack.changes, 0)
  const near = (path: string) => nearPath(desk.environment.cwd, path)
  const done = changes === 0 ? 'nothing had to change' : counted(changes, 'change')
  return [
    '',
    `${colors.green('✓')} ${colors.bold(model.title)} is up on ${model.target.name}: ${done} (${printedSeconds(seconds)})`,
    '',
    row(
      'machine',
      `${counted(systems, 'system')}, ${counted(gpus, 'GPU')}, ${counted(model.tenants.length, 'tenant')}`,
    ),
    row('stacks', `${stacks.length}, with ${counted(objects, 'object')}`),
    row('delivery', `${delivery}, because ${why}`),
    row('kubeconfig', near(facts.kubeconfig)),
    ...(facts.proof && facts.member ? ['', ...proven(facts.proof, facts.member, colors)] : []),
    ...(facts.unproven === undefined ? [] : ['', row('proof', `left out: ${facts.unproven}`)]),
    ...(facts.twin ? ['', whatTwinsProve] : []),
    ...(model.target.kind === 'kind' ? ['', ...kindWords(model)] : []),
    '',
    colors.bold('next'),
    ...next(facts, shellWord(desk.podWord ?? model.name), (path) => shellWord(near(path))).map((line) => `  ${line}`),
  ].join('\n')
}

function proven(proof: TwinProof, { tenant }: MemberAccess, colors: Colors): string[] {
  const { systems, gpus, scalableUnits, submitToPlacedSeconds, refused } = proof
  return [
    colors.bold('proven'),
    `  a member of ${tenant} submitted a job of ${counted(systems, 'system')}, ${counted(gpus, 'GPU')}:`,
    `  all pods placed, on ${counted(scalableUnits, 'scalable unit')}, after ${printedSeconds(submitToPlacedSeconds)}`,
    `  a second such job waits: ${refused}`,
  ]
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(10)}  ${text}`
}

/** Relative where that is shorter to read, whole where it would climb. */
function nearPath(cwd: string, path: string): string {
  const near = relative(cwd, path)
  return near.startsWith('..') ? path : near
}

/** Commands that a newcomer can run as they stand, from where they are. */
function next(facts: UpFacts, name: string, near: (path: string) => string): string[] {
  const { model, kubeconfig, kubectl, member, twin } = facts
  const { target } = model
  const on = target.kind === 'twin' && target.name === 'twin' ? name : `${name} --target ${target.name}`
  const asMember = member ? `kubectl --kubeconfig ${near(member.kubeconfig)}` : ''
  return [
    ...(kubectl?.startsWith('/') ? [`alias kubectl=${shellWord(shellWord(kubectl))}`] : []),
    `kubectl --kubeconfig ${near(kubeconfig)} get clusterqueues`,
    ...(member
      ? [
          `${asMember} get localqueues   # as ${member.user}, in ${member.namespace}`,
          `${asMember} get pods --namespace kube-system   # refused: not their room`,
        ]
      : []),
    `./superpod show ${name}`,
    ...(twin ? [`./superpod down ${on}`, `./superpod destroy ${on}`] : []),
  ]
}
