import { counted, firstFew } from '#core'
import type { ProbeOutcome } from '#verify'
import { type Proofs, printedEntries } from './probe-proofs.ts'
import type { Colors } from './screen.ts'

/** Lines of a kind that a screen shows; all are in JSON. */
const shown = 12

/** What probes came to, before the checks that now know of it. */
export function printedProbes(
  { seen, left }: ProbeOutcome,
  { entries }: Proofs,
  file: string | undefined,
  colors: Colors,
): string {
  const reasons = new Map<string, string[]>()
  for (const [system, why] of left) reasons.set(why, [...(reasons.get(why) ?? []), system])
  const skipped = [...reasons].map(([why, systems]) => `  ${firstFew(systems, 4)}: ${why}`)
  const lines = printedEntries(entries).split('\n')
  const proofs =
    entries.size === 0
      ? []
      : file === undefined
        ? [
            'for inventory.yaml, which --write --by "<your name>" writes:',
            ...lines.slice(0, shown).map((line) => `  ${line}`),
            ...(lines.length > shown ? [`  and ${lines.length - shown} more: --json names all`] : []),
            '',
          ]
        : [`${colors.green('✓')} ${file}: proofs of ${counted(entries.size, 'system')} written; have it reviewed`, '']
  return [
    `probed: ${counted(seen.size, 'system')}${left.size > 0 ? `; ${left.size} not looked at` : ''}`,
    ...skipped,
    '',
    ...proofs,
  ].join('\n')
}

/** What probes came to, as data. */
export function probeData({ seen, left }: ProbeOutcome, { entries }: Proofs) {
  return {
    seen: Object.fromEntries(seen),
    left: Object.fromEntries(left),
    inventory: Object.fromEntries(entries),
  }
}
