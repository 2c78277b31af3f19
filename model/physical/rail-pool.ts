import { kept, railBlock } from './address-layout.ts'
import { type AddressRange, addressAt, printedRange, sizeOf } from './address-range.ts'

/**
 * Addresses of a rail that are given to pods: whole blocks, one a system, whichever comes first. Blocks begin at the
 * second address of the range; they leave out what the address plan keeps free and what it gives to systems themselves.
 */
export interface RailPool {
  readonly subnet: string
  /** Addresses of one block, those that are left out included. */
  readonly blockSize: number
  /** First and last address that no block has: the start of the range. */
  readonly kept: { readonly first: string; readonly last: string }
  /** Places in every block that the address plan gives to systems, from 0. */
  readonly ownPlaces: readonly number[]
  /** Systems that have a block. */
  readonly systems: number
}

/** Addresses for the pods of one rail. @param virtualFunctions - of one system in the rail, each with an address */
export function railPool(range: AddressRange, virtualFunctions: number): RailPool {
  const blockSize = railBlockSize(virtualFunctions)
  // neither the network's own address nor the broadcast address is in a block
  const blocks = Math.floor((Number(sizeOf(range)) - 2) / blockSize)
  return {
    subnet: printedRange(range),
    blockSize,
    kept: { first: addressAt(range, 1), last: addressAt(range, kept) },
    ownPlaces: Array.from({ length: blockSize / railBlock }, (_, block) => (block + 1) * railBlock - 1),
    systems: Math.max(0, blocks - kept / blockSize),
  }
}

/** Addresses that a rail must have for the blocks of that many systems. */
export function railPoolNeeds(systems: number, virtualFunctions: number): number {
  return kept + systems * railBlockSize(virtualFunctions) + 2
}

/** A power of two that divides what is kept: of each eight addresses one is a system's own. */
function railBlockSize(virtualFunctions: number): number {
  const sizes = [1, 2, 4].map((blocks) => blocks * railBlock)
  const size = sizes.find((each) => each - each / railBlock >= virtualFunctions)
  if (size === undefined) throw new Error(`no block has ${virtualFunctions} addresses for pods`)
  return size
}
