import { type Finding, printedCount } from '#core'
import type { Colors } from './screen.ts'

/** Findings as people read them: where and what kind, what is wrong, what to do. */
export function printedFindings(findings: readonly Finding[], colors: Colors): string {
  return findings.map((finding) => printedFinding(finding, colors)).join('\n')
}

function printedFinding({ code, severity, path, place, message, remedy }: Finding, colors: Colors): string {
  const where = place ? `${place.file}:${place.line}:${place.column}` : path
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity]
  const kind = severity === 'error' ? paint(code) : `${paint(code)}  (${severity})`
  const head = where ? `${colors.bold(where)}  ${kind}` : kind
  return [head, `  ${indented(message)}`, ...(remedy ? [`  → ${indented(remedy)}`] : [])].join('\n')
}

function indented(text: string): string {
  return text.trimEnd().replaceAll('\n', '\n    ')
}

/** Findings as `--json` has them: the place's parts beside the rest. */
export function findingsData(findings: readonly Finding[]): unknown[] {
  return findings.map(({ place, ...finding }) => ({ ...finding, ...place }))
}

/** One JSON document, as `--json` prints it. */
export function printedJson(data: unknown): string {
  return `${JSON.stringify(data, undefined, 2)}\n`
}

/**
 * Rows in columns, two blanks apart; numbers to the right.
 * @param rows - the first is the head
 */
export function printedTable(rows: readonly (readonly (string | number)[])[], colors: Colors): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => printedCell(row[column]).length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        const right = typeof rows[1]?.[column] === 'number'
        return right ? printedCell(cell).padStart(width) : printedCell(cell).padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
  return [colors.dim(lines[0] ?? ''), ...lines.slice(1)].join('\n')
}

function printedCell(cell: string | number | undefined): string {
  return typeof cell === 'number' ? printedCount(cell) : (cell ?? '')
}
