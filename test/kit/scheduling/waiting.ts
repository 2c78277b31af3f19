import { setTimeout as pause } from 'node:timers/promises'

/** How often somebody looks, in milliseconds: what is measured is never finer than that. */
const lookEveryMs = 100

/**
 * Looks until what is seen is as it must be.
 * @param what - what is waited for, for the fault
 * @param seconds - how long at most; long, for machines that are busy
 * @throws Error that says what was waited for, and what was seen last
 */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen>,
  met: (seen: Seen) => boolean,
  seconds = 90,
): Promise<Seen> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const seen = await look()
    if (met(seen)) return seen
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}; seen last: ${printed(seen)}`)
    await pause(lookEveryMs)
  }
}

/** Seconds since a moment of `performance.now()`. */
export function secondsSince(moment: number): number {
  return (performance.now() - moment) / 1000
}

// whole objects would hide what matters
function printed(seen: unknown): string {
  return JSON.stringify(seen, (key, value) => (key === 'objects' ? undefined : value)) ?? String(seen)
}
