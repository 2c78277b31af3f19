import type { Finding } from '#core'
import type { Review } from './review.ts'
import { subject, verdictLine } from './words.ts'

const levels = { safe: 'notice', disruptive: 'warning', decision: 'warning', destroys: 'error' } as const

/**
 * A review as annotations of GitHub Actions: one for each line and each new finding that has a place.
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubAnnotations(review: Review): string {
  const found = review.findings.fresh.filter(({ severity }) => severity !== 'info')
  return [
    annotation(levels[review.verdict], {}, 'superpod review', verdictLine(review)),
    ...review.lines
      .filter((line) => line.class !== 'nothing')
      .map((line) =>
        annotation(
          levels[line.verdict],
          line.place ?? {},
          `${line.class}: ${subject(line)}`,
          `${line.what}\n${line.why}`,
        ),
      ),
    ...found.map((finding) => annotation(levelOf(finding), finding.place ?? {}, finding.code, finding.message)),
  ].join('\n')
}

function levelOf({ severity }: Finding): 'error' | 'warning' {
  return severity === 'error' ? 'error' : 'warning'
}

function annotation(
  level: string,
  { file, line, column }: { readonly file?: string; readonly line?: number; readonly column?: number },
  title: string,
  message: string,
): string {
  const places = file === undefined ? [] : [`file=${property(file)}`, `line=${line ?? 1}`, `col=${column ?? 1}`]
  return `::${level} ${[...places, `title=${property(title)}`].join(',')}::${escapedData(message)}`
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
