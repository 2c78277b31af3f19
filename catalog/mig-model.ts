import { type Fact, fact } from './source.ts'

/** Multi-Instance GPU of one model of GPU: into which slices it can be cut. */
export interface MigModel {
  /** Slices of one GPU that is cut into one profile only, by profile: `1g.10gb`; smallest to largest. */
  readonly profiles: Readonly<Record<string, number>>
  /** Slices of one GPU in the layout `all-balanced`, by profile. */
  readonly balanced: Readonly<Record<string, number>>
}

/** Memory of the profiles of one GPU in GB, as their names have it. */
export interface MigSizes {
  readonly oneG: number
  /** Of one compute slice with twice the memory. */
  readonly oneGDouble: number
  readonly twoG: number
  readonly threeG: number
  readonly fourG: number
  readonly sevenG: number
}

/**
 * The profiles of a GPU by their sizes. All counts are the vendor's; that those of four and seven slices belong to this GPU
 * is read from their size, since they name no device there: hence the grade.
 */
export function migModel({ oneG, oneGDouble, twoG, threeG, fourG, sevenG }: MigSizes): Fact<MigModel> {
  return fact(
    {
      profiles: {
        [`1g.${oneG}gb`]: 7,
        [`1g.${oneGDouble}gb`]: 4,
        [`2g.${twoG}gb`]: 3,
        [`3g.${threeG}gb`]: 2,
        [`4g.${fourG}gb`]: 1,
        [`7g.${sevenG}gb`]: 1,
      },
      balanced: { [`1g.${oneG}gb`]: 2, [`2g.${twoG}gb`]: 1, [`3g.${threeG}gb`]: 1 },
    },
    'MIG',
    'D',
  )
}
