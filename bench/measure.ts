/** One line of the table. */
export interface Measure {
  readonly what: string
  /** What it must reach, as the table prints it. */
  readonly reach: string
  readonly measured: string
  /** What the same run gave for something plain, and how many times that this is. */
  readonly baseline?: string
  readonly reached: boolean
}

/** A time, against the most that it may be. */
export function time(
  what: string,
  seconds: number,
  most: number,
  baseline?: { what: string; seconds: number },
): Measure {
  return {
    what,
    reach: `${most} s`,
    measured: printed(seconds),
    ...(baseline && { baseline: ratio(seconds, baseline) }),
    reached: seconds <= most,
  }
}

/** How many times something plain it takes, against the most that it may. */
export function times(
  what: string,
  seconds: number,
  most: number,
  baseline: { what: string; seconds: number },
): Measure {
  const reached = seconds / baseline.seconds <= most
  return { what, reach: `${most} ×`, measured: printed(seconds), baseline: ratio(seconds, baseline), reached }
}

/** Memory, against the most that it may be. */
export function memory(what: string, memoryMiB: number, most: number): Measure {
  return { what, reach: `${most} MiB`, measured: `${Math.round(memoryMiB)} MiB`, reached: memoryMiB <= most }
}

/** Something that holds, or does not. */
export function fact(what: string, reach: string, measured: string): Measure {
  return { what, reach, measured, reached: reach === measured }
}

function ratio(seconds: number, baseline: { what: string; seconds: number }): string {
  return `${(seconds / baseline.seconds).toFixed(2)} × ${baseline.what} (${printed(baseline.seconds)})`
}

function printed(seconds: number): string {
  return `${seconds.toFixed(2)} s`
}
