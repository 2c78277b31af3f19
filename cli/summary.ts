import { relative } from 'node:path'
import { counted, printedSeconds } from '#core'
import type { PodModel } from '#model'
import type { StartedTwin } from '#twin'
import type { Desk } from './command.ts'
import type { Proof } from './gang-proof.ts'
import type { Colors } from './screen.ts'

/** Credentials of a member of a tenant. */
export interface MemberAccess {
  readonly user: string
  readonly kubeconfig: string
  readonly namespace: string
}

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
  readonly proof: Proof | null
  readonly twin: StartedTwin | undefined
  readonly member: MemberAccess | undefined
}

const whatTwinsProve = 'The twin proves API, quota and placement, never containers, packets, devices or operators.'

/** The last screen of `up`: what is there now, what was proven, and what to do next. */
export function summary(facts: UpFacts, desk: Desk, colors: Colors): string {
  const { model, systems, gpus, stacks, objects, seconds, delivery, why } = facts
  const changes = stacks.reduce((sum, stack) => sum + stack.changes, 0)
  const near = (path: string) => relative(desk.environment.cwd, path)
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
    ...(facts.proof ? ['', ...proven(facts.proof, colors)] : []),
    ...(facts.twin ? ['', whatTwinsProve] : []),
    '',
    colors.bold('next'),
    ...next(facts, near).map((line) => `  ${line}`),
  ].join('\n')
}

function proven({ tenant, systems, gpus, scalableUnits, submitToPlacedSeconds, refused }: Proof, colors: Colors) {
  const units = counted(scalableUnits, 'scalable unit')
  return [
    colors.bold('proven'),
    `  a member of ${tenant} submitted a job of ${counted(systems, 'system')}, ${counted(gpus, 'GPU')}:`,
    `  all pods placed on ${units} after ${printedSeconds(submitToPlacedSeconds)}`,
    `  a second such job waits: ${refused}`,
  ]
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(10)}  ${text}`
}

function next({ model, kubeconfig, member, twin }: UpFacts, near: (path: string) => string): string[] {
  const words = [model.name, ...(model.target.name === 'twin' ? [] : ['--target', model.target.name])].join(' ')
  return [
    `export KUBECONFIG=${near(kubeconfig)}`,
    'kubectl get clusterqueues',
    ...(member
      ? [
          `kubectl --kubeconfig ${near(member.kubeconfig)} get localqueues`,
          `kubectl --kubeconfig ${near(member.kubeconfig)} get pods --namespace kube-system   # refused: not their room`,
        ]
      : []),
    `./superpod show ${model.name}`,
    ...(twin ? [`./superpod down ${words}`] : []),
  ]
}
