/** Read and write speed in GB/s. */
export interface StorageSpeed {
  readonly readGBps: number
  readonly writeGBps: number
}

/** Speed that storage should reach. */
export interface StorageLevel {
  /** What it is enough for. */
  readonly fits: string
  readonly oneSystem: StorageSpeed
  readonly oneScalableUnit: StorageSpeed
  readonly fourScalableUnits: StorageSpeed
}

/** Three levels of storage, by how much work reads. */
export interface StorageGuidance {
  readonly good: StorageLevel
  readonly better: StorageLevel
  readonly best: StorageLevel
}

/** What the reference architecture of DGX H100 asks of storage (table 6). */
export const h100StorageGuidance: StorageGuidance = {
  good: level('natural language, data that fits the local cache', [4, 2], [15, 7], [60, 30]),
  better: level('compressed images', [8, 4], [40, 20], [160, 80]),
  best: level('1080p, 4K or uncompressed images, offline inference, ETL', [40, 20], [125, 62], [500, 250]),
}

type ReadWrite = readonly [read: number, write: number]

function level(fits: string, oneSystem: ReadWrite, oneUnit: ReadWrite, fourUnits: ReadWrite): StorageLevel {
  return {
    fits,
    oneSystem: speed(oneSystem),
    oneScalableUnit: speed(oneUnit),
    fourScalableUnits: speed(fourUnits),
  }
}

function speed([readGBps, writeGBps]: ReadWrite): StorageSpeed {
  return { readGBps, writeGBps }
}
