import { counted, type Finding } from '#core'
import type { TriedControl } from './tried-controls.ts'

/** Most lines of one control that a finding repeats. */
const mostLines = 5

/** Controls of a tenant that the cluster breaks: one finding each, with what was let through. */
export function controlFindings(tenant: string, controls: readonly TriedControl[]): Finding[] {
  return controls
    .filter(({ standing }) => standing === 'failed')
    .map(({ id, broken }) => ({
      code: 'controls/broken',
      severity: 'error',
      path: `tenants.${tenant}`,
      message: `control ${id} of ${tenant} is broken: ${shortened(broken)}`,
      remedy:
        'find who changed it (audit log), remove what lets it through, and put back what is ours with ./superpod apply',
    }))
}

function shortened(lines: readonly string[]): string {
  const rest = lines.length - mostLines
  return [...lines.slice(0, mostLines), ...(rest > 0 ? [`and ${counted(rest, 'more thing')}`] : [])].join('; ')
}
