import type { PodModel } from '../pod-model.ts'
import type { Cable, CableEnd, LengthClass } from './cable.ts'
import { rackRows, type SwitchPlace, switchPlaces } from './switch-places.ts'

/** Device name of the fabric manager. */
export const managerDevice = 'fabric-manager'

/** One end before its place is looked up. */
export interface Port {
  readonly device: string
  readonly port: string
}

/** A cable before its ends are looked up. */
export type CableSeed = Omit<Cable, 'from' | 'to' | 'lengthClass'> & { readonly from: Port; readonly to: Port }

/** Looks up where the ends of a cable are, and so how far it reaches. */
export type CableMaker = (seed: CableSeed) => Cable

/** The maker of cables between the devices of one pod. */
export function cableMaker(pod: PodModel): CableMaker {
  const places = devicePlaces(pod)
  const rows = rackRows(pod)
  return (seed) => {
    const from = placed(seed.from, places)
    const to = placed(seed.to, places)
    return { ...seed, lengthClass: lengthClass(from.rack, to.rack, rows), from, to }
  }
}

function placed({ device, port }: Port, places: ReadonlyMap<string, SwitchPlace>): CableEnd {
  const place = places.get(device)
  if (!place) throw new Error(`the cabling plan has ${device}, but no rack does`)
  return place.u === undefined ? { rack: place.rack, device, port } : { rack: place.rack, u: place.u, device, port }
}

function devicePlaces(pod: PodModel): ReadonlyMap<string, SwitchPlace> {
  const places = new Map<string, SwitchPlace>(switchPlaces(pod))
  for (const system of pod.systems) places.set(system.name, system)
  const manager = pod.displaced[0]
  if (manager) places.set(managerDevice, manager)
  return places
}

function lengthClass(from: string, to: string, rows: ReadonlyMap<string, string>): LengthClass {
  if (from === to) return 'in-rack'
  return rows.get(from) === rows.get(to) ? 'in-row' : 'row-to-row'
}
