import { counted, type Finding } from '#core'
import { daysAfter } from '../day.ts'
import type { PodModel } from '../pod-model.ts'
import { proofStanding, sensitivePools } from '../proof.ts'
import type { System } from '../system.ts'

/** Days before a proof runs out from which on it is told. */
const warnedDays = 14

/** A sensitive tenant with its systems. */
interface Owned {
  readonly tenant: string
  readonly systems: readonly System[]
}

/** Systems of sensitive tenants without a proof that a pod sees its own GPUs only, and proofs that run out. */
export function proofFindings(model: PodModel, at: string): Finding[] {
  if (model.target.kind !== 'kubeconfig') return []
  return sensitivePools(model).flatMap((owned) => [
    ...missing(model, owned),
    ...outdated(model, owned),
    ...ofDays(model, owned, at),
  ])
}

function missing(model: PodModel, { tenant, systems }: Owned): Finding[] {
  const without = systems.filter(({ name }) => proofStanding(model, name) === 'missing')
  if (without.length === 0) return []
  return [
    {
      code: 'proof/missing',
      severity: 'warning',
      path: `tenants.${tenant}.placement.dedicated`,
      message: `${counted(without.length, 'system')} of ${tenant} (${ends(without)}) must have a proof that a pod which asks for no GPU sees none, but nobody has recorded one: tainted, and nothing of ${tenant} runs there`,
      remedy:
        './superpod verify --probe --write tries it; by hand, write uuid, image and proof: { on, by, uuid, image } into inventory.yaml',
    },
  ]
}

function outdated(model: PodModel, { tenant, systems }: Owned): Finding[] {
  return systems
    .filter(({ name }) => proofStanding(model, name) === 'outdated')
    .map(({ name }) => {
      const { uuid = 'unknown', image = 'unknown', proof } = model.inventory[name] ?? {}
      const other = proof?.uuid === uuid ? `image ${proof?.image}` : `system ${proof?.uuid}`
      const here = proof?.uuid === uuid ? `image is ${image}` : `system is ${uuid}`
      return {
        code: 'proof/outdated',
        severity: 'warning' as const,
        path: `inventory.${name}.proof`,
        message: `the proof for ${name} is of ${other}, but by the inventory its ${here}: it is tainted, and nothing of ${tenant} runs there`,
        remedy: 'try it again on what stands there now, and write the proof anew',
      }
    })
}

function ofDays(model: PodModel, { tenant, systems }: Owned, at: string): Finding[] {
  const { proofDays } = model.platform.gpuOperator
  const proved = systems.flatMap((system) => {
    const on = model.inventory[system.name]?.proof?.on
    return on === undefined || proofStanding(model, system.name) !== 'recorded'
      ? []
      : [{ system, on, until: daysAfter(on, proofDays) }]
  })
  const over = proved.filter(({ until }) => until < at)
  const soon = proved.filter(({ until }) => until >= at && daysAfter(at, warnedDays) >= until)
  const remedy = 'try it again and write the new day, or remove the record, which taints the system'
  const told = (kind: Pick<Finding, 'code' | 'severity'>, all: typeof proved, words: string, then = ''): Finding[] => {
    const [first] = [...all].sort((a, b) => (a.until < b.until ? -1 : 1))
    if (!first) return []
    const of = `proofs for ${counted(all.length, 'system')} of ${tenant} (${ends(all.map(({ system }) => system))})`
    return [
      {
        ...kind,
        path: `inventory.${first.system.name}.proof.on`,
        message: `${of} ${words} ${first.until}, after ${proofDays} days, but it is ${at}${then}`,
        remedy,
      },
    ]
  }
  return [
    ...told(
      { code: 'proof/expired', severity: 'warning' },
      over,
      'held until',
      `: nothing of ${tenant} should run there until they are renewed`,
    ),
    ...told({ code: 'proof/expires-soon', severity: 'warning' }, soon, 'hold until'),
    ...proved.filter(({ on }) => on > at).map(({ system, on }) => inFuture(system.name, on, at)),
  ]
}

function inFuture(system: string, on: string, at: string): Finding {
  return {
    code: 'proof/in-future',
    severity: 'error',
    path: `inventory.${system}.proof.on`,
    message: `the proof for ${system} is of ${on}, but it is ${at}`,
    remedy: 'write the day on which it was tried',
  }
}

function ends(systems: readonly System[]): string {
  const [first, last] = [systems[0]?.name, systems.at(-1)?.name]
  return first === last ? `${first}` : `${first} to ${last}`
}
