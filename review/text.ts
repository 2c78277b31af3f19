import { counted, type Finding } from '#core'
import type { Line } from './line.ts'
import type { Review } from './review.ts'
import type { Verdict } from './verdict.ts'
import { closingLines, ledgerRows, reachLine, subject, verdictLine } from './words.ts'

/** Colours of a terminal, as functions of a text. */
export interface ReviewPaint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly green: (text: string) => string
}

/** A review as people read it on a terminal; findings are printed beside it. */
export function reviewText(review: Review, paint: ReviewPaint): string {
  return [
    `${paint.bold(`${review.pod} on ${review.target}`)}  ${paint.dim(`${review.base} → ${review.head}`)}`,
    painted(review.verdict, paint)(verdictLine(review)),
    ...groups(review).flatMap(([name, lines]) => [
      '',
      paint.bold(name),
      ...lines.flatMap((line) => printed(line, paint)),
    ]),
    ...ledger(review, paint),
    ...earlier(review.findings.earlier, paint),
    '',
    reachLine(review),
    ...closingLines(review),
  ].join('\n')
}

/** Lines by whom they are about, the most dangerous subject first. */
function groups({ lines }: Review): [string, Line[]][] {
  const bySubject = new Map<string, Line[]>()
  for (const line of lines) bySubject.set(subject(line), [...(bySubject.get(subject(line)) ?? []), line])
  return [...bySubject]
}

function painted(verdict: Verdict, paint: ReviewPaint) {
  return { safe: paint.green, disruptive: paint.yellow, decision: paint.yellow, destroys: paint.red }[verdict]
}

function printed({ what, why, classes, verdict, place, things }: Line, paint: ReviewPaint): string[] {
  const where = place ? `${place.file}:${place.line}  ` : ''
  return [
    `  ${painted(verdict, paint)(`[${classes.join(', ')}]`)} ${what}`,
    `    ${why}`,
    `    ${paint.dim(`${where}${addresses(things)}`.trimEnd())}`,
  ].filter((text) => text.trim() !== '')
}

function addresses(things: Line['things']): string {
  const shown = things.slice(0, 3).map(({ action, address, stack }) => `${signs[action]} ${stack}: ${address}`)
  const rest = things.length - shown.length
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ')
}

/** One character for each thing that may happen to an object. */
export const signs = { create: '+', update: '~', replace: '±', delete: '-' } as const

function ledger(review: Review, paint: ReviewPaint): string[] {
  const rows = ledgerRows(review)
  if (rows.length === 0) return []
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return [
    '',
    paint.bold('ledger'),
    ...rows.map(
      ([name, what, before, after]) =>
        `  ${name.padEnd(widths[0] ?? 0)}  ${what.padEnd(widths[1] ?? 0)}  ${before} → ${after}`,
    ),
  ]
}

function earlier(findings: readonly Finding[], paint: ReviewPaint): string[] {
  const told = findings.filter(({ severity }) => severity !== 'info')
  if (told.length === 0) return []
  return [
    '',
    paint.dim(
      `from before this change, ${counted(told.length, 'finding')}: ${[...new Set(told.map(({ code }) => code))].join(', ')}`,
    ),
  ]
}
