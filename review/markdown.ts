import { counted } from '#core'
import { capacityBars } from './bars.ts'
import type { Line } from './line.ts'
import type { Review } from './review.ts'
import { signs } from './text.ts'
import { closingLines, ledgerRows, reachLine, subject, verdictLine } from './words.ts'

/** The most characters that a comment may have: GitHub refuses 65,536. */
const mostCharacters = 59_000

const marks = { safe: '🟢', disruptive: '🟡', decision: '🟠', destroys: '🔴' } as const

/**
 * A review for a pull request: the summary first, then what is most dangerous. Where it would be too long, lines are left
 * out from the end, and it says how many.
 */
export function reviewMarkdown(review: Review): string {
  const head = [
    `### ${marks[review.verdict]} ${text(verdictLine(review))}`,
    '',
    `\`${review.pod}\` on \`${review.target}\`, ${code(review.base)} → ${code(review.head)}. ${text(reachLine(review))}.`,
    '',
    ...closingLines(review).map((line) => `- ${text(line)}`),
    ...findings(review),
  ].join('\n')
  const tail = ledger(review)
  let room = mostCharacters - head.length - tail.length
  const shown: string[] = []
  for (const line of review.lines) {
    const block = lineBlock(line, room)
    if (block === undefined) break
    shown.push(block)
    room -= block.length + 1
  }
  const left = review.lines.slice(shown.length)
  return [head.slice(0, mostCharacters), ...shown, ...leftOut(left), tail].filter((part) => part !== '').join('\n')
}

function lineBlock(line: Line, room: number): string | undefined {
  const head = [
    '',
    `${marks[line.verdict]} **${text(subject(line))}**: ${text(line.what)} _(${line.classes.join(', ')})_  `,
    `${text(line.why)}${line.place ? `  \n${code(`${line.place.file}:${line.place.line}`)}` : ''}`,
  ].join('\n')
  if (head.length > room) return undefined
  if (line.things.length === 0) return head
  const things = line.things.map(({ action, address, stack }) => `${signs[action]} ${stack} ${address}`)
  const fits = things.slice(0, 40)
  const more = things.length > fits.length ? [`and ${things.length - fits.length} more`] : []
  const folded = [
    '<details><summary>',
    `${counted(things.length, 'address', 'addresses')}</summary>\n\n\`\`\`\n`,
    [...fits, ...more].join('\n').replaceAll('```', "'''"),
    '\n```\n</details>',
  ].join('')
  const whole = `${head}\n${folded}`
  return whole.length > room ? head : whole
}

function leftOut(lines: readonly Line[]): string[] {
  if (lines.length === 0) return []
  const counts = new Map<string, number>()
  for (const { class: each } of lines) counts.set(each, (counts.get(each) ?? 0) + 1)
  const parts = [...counts].map(([each, count]) => `${count} ${each}`)
  return [
    '',
    `**${counted(lines.length, 'line')} left out here for length** (${parts.join(', ')}): run \`superpod review\` for all, or read review.json of its artefacts.`,
  ]
}

function findings({ findings: { fresh, earlier } }: Review): string[] {
  const all = fresh.filter(({ severity }) => severity !== 'info')
  const told = all.slice(0, 30)
  const before = earlier.filter(({ severity }) => severity !== 'info')
  return [
    ...(told.length > 0 ? ['', '**New findings**', ''] : []),
    ...told.map(
      ({ code: name, severity, message, remedy, place }) =>
        `- \`${name}\` (${severity})${place ? ` ${code(`${place.file}:${place.line}`)}` : ''}: ${text(message)}${remedy ? ` → ${text(remedy)}` : ''}`,
    ),
    ...(all.length > told.length ? [`- and ${all.length - told.length} more`] : []),
    ...(before.length > 0
      ? [
          '',
          `From before this change, ${counted(before.length, 'finding')}: ${[...new Set(before.map((one) => `\`${one.code}\``))].join(', ')}`,
        ]
      : []),
  ]
}

function ledger(review: Review): string {
  const all = ledgerRows(review)
  const rows = all.slice(0, 60)
  if (rows.length === 0) return ''
  const bars = capacityBars(review)
  return [
    ...(bars.length > 0 ? ['', '```text', ...bars, '```'] : []),
    '',
    '| ledger | | before | after |',
    '| --- | --- | ---: | ---: |',
    ...rows.map((row) => `| ${row.map(text).join(' | ')} |`),
    ...(all.length > rows.length ? [`| and ${all.length - rows.length} rows more | | | |`] : []),
  ].join('\n')
}

// what a pull request writes must not become markup, a mention or a reference in the comment
function text(words: string): string {
  return words
    .replaceAll(/[\\`*_{}[\]<>|#]/g, '\\$&')
    .replaceAll('@', '@\u200b')
    .replaceAll('\n', ' ')
}

function code(words: string): string {
  return `\`${words.replaceAll('`', "'")}\``
}
