import type { SupportFabric } from '#catalog'
import type { RackItemKind } from './rack-elevation.ts'
import type { SwitchedPod } from './switch.ts'

/** One switch of the storage, in-band or out-of-band fabric. */
export interface SupportSwitch {
  readonly name: string
  readonly kind: Extract<RackItemKind, 'storage-switch' | 'in-band-switch' | 'out-of-band-switch'>
  readonly model: string
}

/** Switches beside the compute fabric, at the one size for which a source counts them; none at any other. */
export function supportSwitches({ generation, scalableUnits }: SwitchedPod): SupportSwitch[] {
  const { storage, inBand, outOfBand } = generation.supportFabrics
  const units = scalableUnits.length
  return [
    ...switchesOf(storage, 'storage-switch', units),
    ...switchesOf(inBand, 'in-band-switch', units),
    ...switchesOf(outOfBand, 'out-of-band-switch', units),
  ]
}

function switchesOf({ published }: SupportFabric, kind: SupportSwitch['kind'], scalableUnits: number): SupportSwitch[] {
  if (published.value?.scalableUnits !== scalableUnits) return []
  const numbers = new Map<string, number>()
  return published.value.switches.flatMap(({ role, model, count }) =>
    Array.from({ length: count }, () => {
      const number = (numbers.get(role) ?? 0) + 1
      numbers.set(role, number)
      return { name: `${role}-${number}`, kind, model }
    }),
  )
}
