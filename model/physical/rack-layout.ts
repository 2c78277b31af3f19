import { rackEquipment, type SystemModel } from '#catalog'

/** Trays below the NVLink switches of a rack of eighteen, as the racks are built. */
const traysBelowSwitches = 8

/** Where the parts of a rack stand, by their number from the bottom: our layout, places in racks are not published. */
interface Stack {
  /** Power shelves at the bottom; as many are at the top, or one more. */
  readonly lowerShelves: number
  readonly shelves: number
  readonly trays: number
  readonly nvlinkTrays: number
  readonly trayU: number
  readonly nvlinkU: number
  readonly shelfU: number
}

/**
 * Lowest rack unit of a system. A rack with NVLink switches has them in its middle, trays above and below, and power
 * shelves at both ends; any other has its systems from the bottom up.
 * @param inRack - number in the rack, from 0
 * @returns undefined where no source gives the system's height
 */
export function systemU(generation: SystemModel, inRack: number): number | undefined {
  const heightU = generation.heightU.value
  if (heightU === undefined) return undefined
  const stack = nvlinkStack(generation)
  if (!stack) return 1 + inRack * heightU
  const above = inRack < traysBelowSwitches ? 0 : stack.nvlinkTrays * stack.nvlinkU
  return 1 + stack.lowerShelves * stack.shelfU + inRack * heightU + above
}

/** Lowest rack unit of an NVLink switch tray. @param inRack - number in the rack, from 0 */
export function nvlinkTrayU(generation: SystemModel, inRack: number): number | undefined {
  const stack = nvlinkStack(generation)
  if (!stack) return undefined
  return 1 + stack.lowerShelves * stack.shelfU + traysBelowSwitches * stack.trayU + inRack * stack.nvlinkU
}

/** Lowest rack unit of a power shelf. @param inRack - number in the rack, from 0 */
export function powerShelfU(generation: SystemModel, inRack: number): number | undefined {
  const stack = nvlinkStack(generation)
  if (!stack) return undefined
  const { lowerShelves, shelfU, trays, trayU, nvlinkTrays, nvlinkU } = stack
  return 1 + inRack * shelfU + (inRack < lowerShelves ? 0 : trays * trayU + nvlinkTrays * nvlinkU)
}

function nvlinkStack({ generation, rack, heightU }: SystemModel): Stack | undefined {
  const equipment = rackEquipment[generation]
  const nvlinkU = equipment?.nvlinkTrayHeightU?.value
  const trayU = heightU.value
  if (!rack.nvlinkSwitchTrays || nvlinkU === undefined || trayU === undefined) return undefined
  const shelfU = equipment?.feedHeightU?.value ?? 0
  const shelves = rack.pdus.value ?? 0
  const trays = rack.systemsPerRack.value.at(-1) ?? 0
  const nvlinkTrays = rack.nvlinkSwitchTrays.value
  return { lowerShelves: Math.floor(shelves / 2), shelves, trays, nvlinkTrays, trayU, nvlinkU, shelfU }
}
