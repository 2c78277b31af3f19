import { counted, printedCount } from '#core'
import { type PodModel, printedPorts, type ReachReport } from '#model'
import { printedTable } from './print.ts'
import type { Colors } from './screen.ts'

/** What may talk to what as people read it: what each namespace reaches, and how many pairs are closed. */
export function printedReach(model: PodModel, { judged, verdicts }: ReachReport, colors: Colors): string {
  const open = verdicts.filter(({ passes }) => passes.length > 0)
  const rows = open.map(({ from, to, passes }) => [from, from === to ? 'itself' : to, printedPorts(passes)])
  const pairs = judged.rooms + judged.system + judged.outside
  return [
    `${colors.bold(model.title)}  ${counted(pairs, 'pair')} judged: ${printedCount(judged.rooms)} of namespaces, ${printedCount(judged.system)} with the system, ${printedCount(judged.outside)} with addresses outside`,
    '',
    printedTable([['from', 'to', 'passes'], ...rows], colors),
    '',
    `all else is closed: ${counted(pairs - open.length, 'pair')}`,
    colors.dim('by the text of network policies: a node always reaches its pods, and rails and mounts pass no policy'),
  ].join('\n')
}
