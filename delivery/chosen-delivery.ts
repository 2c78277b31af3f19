import { refusal, wrongUsage } from '#core'
import type { DeliveryKind, DeliveryTarget } from './delivery-context.ts'

/** What the choice follows from. */
export interface DeliveryOptions {
  readonly target: Pick<DeliveryTarget, 'name' | 'kind'>
  /** `terraform 1.11.4`; undefined where none was found. */
  readonly engine: string | undefined
  /** Why none will do, in a clause. @default none is on PATH */
  readonly lacking?: string | undefined
  /** Where the providers can be had; undefined where they cannot. */
  readonly providers: 'mirror' | 'registry' | undefined
  /** What the person insists on. */
  readonly insisted?: DeliveryKind | undefined
  /** What the cluster was delivered with. */
  readonly recorded?: DeliveryKind | undefined
}

/** The delivery to use, and why in one line. */
export interface ChosenDelivery {
  readonly delivery: DeliveryKind
  /** A clause that follows `because`. */
  readonly why: string
}

/**
 * Which of the two deliveries is used. Terraform, but for a twin where it or its providers cannot be had: real targets
 * never fall back. A cluster stays with the one that it was delivered with.
 * @throws Fault(2) when a real target is asked to use manifests; Fault(1) when the cluster was delivered the other way
 */
export function chosenDelivery(options: DeliveryOptions): ChosenDelivery {
  const { target, insisted, recorded } = options
  if (insisted === 'manifests' && target.kind !== 'twin') throw manifestsOnReal(target.name)
  if (insisted && recorded && insisted !== recorded) throw otherDelivery(target.name, insisted, recorded)
  if (insisted) return { delivery: insisted, why: 'you asked for it' }
  if (recorded) return { delivery: recorded, why: 'this cluster was delivered with it before' }
  if (target.kind !== 'twin') return { delivery: 'terraform', why: 'real targets are always delivered with it' }
  return ofTwin(options)
}

function ofTwin({ engine, lacking, providers }: DeliveryOptions): ChosenDelivery {
  if (!engine) return { delivery: 'manifests', why: lacking ?? 'no terraform engine is on PATH' }
  if (!providers) return { delivery: 'manifests', why: 'neither a mirror nor the registry has the providers' }
  const source = providers === 'mirror' ? 'the mirror has its providers' : 'the registry has its providers'
  return { delivery: 'terraform', why: `${engine} is here and ${source}` }
}

function manifestsOnReal(target: string) {
  return wrongUsage({
    code: 'delivery/not-for-target',
    path: target,
    message: `target ${target} is a real one, and manifests are for the twin only`,
    remedy: 'leave --delivery manifests out',
  })
}

/** The fault for a cluster that was delivered the other way. */
export function otherDelivery(target: string, wanted: DeliveryKind, recorded: DeliveryKind) {
  return refusal({
    code: 'delivery/other',
    path: target,
    message: `${target} was delivered with ${recorded}, and ${wanted} would not know what is there`,
    remedy: `go on with --delivery ${recorded}, or destroy ${target} first`,
  })
}
