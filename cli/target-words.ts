import { proofWords, type TargetCell, type TargetKindName, targetCapabilities, targetKinds } from '#catalog'
import { printedTable } from './print.ts'
import type { Colors } from './screen.ts'

/** A target that a pod has. */
export interface OwnTarget {
  readonly name: string
  /** Undefined where its file has errors. */
  readonly kind: TargetKindName | undefined
}

const kinds = Object.keys(targetKinds) as TargetKindName[]
const capabilities = Object.keys(targetCapabilities) as (keyof typeof targetCapabilities)[]

/** All kinds as a table for a terminal, then the targets that the pod has. */
export function printedTargets(own: readonly OwnTarget[], colors: Colors): string {
  const proof = ['proof', ...kinds.map((kind) => shortProof(kind))]
  return [
    printedTable([['', ...kinds], ...capabilityRows(), proof], colors),
    '',
    ...(own.length > 0 ? [printedTable([['target', 'kind', ''], ...own.map(ownRow)], colors), ''] : []),
    colors.dim('→ ./superpod targets <kind>: each word with its sentence, its source or its reason'),
  ].join('\n')
}

/** A row a capability: its title, then the word of each kind. */
function capabilityRows(): string[][] {
  return capabilities.map((each) => [
    targetCapabilities[each],
    ...kinds.map((kind) => targetKinds[kind].capabilities[each].word),
  ])
}

function ownRow({ name, kind }: OwnTarget): string[] {
  return [name, kind ?? '?', kind ? targetKinds[kind].title : 'its file has errors']
}

// a word less: the column stays narrow
function shortProof(kind: TargetKindName): string {
  return proofWords(targetKinds[kind].proof).replace('applied on', 'applied')
}

/** One kind, capability by capability. */
export function printedTargetKind(kind: TargetKindName, colors: Colors): string {
  const { title, proof, capabilities: cells } = targetKinds[kind]
  const width = Math.max(...capabilities.map((each) => targetCapabilities[each].length))
  const lines = capabilities.flatMap((each) => [
    `  ${targetCapabilities[each].padEnd(width)}  ${colors.bold(cells[each].word)}: ${cells[each].text}`,
    `  ${' '.repeat(width)}  ${colors.dim(printedBasis(cells[each]))}`,
  ])
  return [
    `${colors.bold(kind)}: ${title}`,
    '',
    ...lines,
    `  ${'proof'.padEnd(width)}  ${colors.bold(proofWords(proof))}: ${proof.text}`,
    '',
    colors.dim(`→ docs/targets/${kind}.md: what it needs, and how to take it down`),
  ].join('\n')
}

function printedBasis({ basis }: TargetCell): string {
  return 'reason' in basis ? `because ${basis.reason}` : `source ${basis.key}, ${basis.grade}`
}

/** All kinds as a table for a page or a ticket. */
export function markdownTargets(own: readonly OwnTarget[]): string {
  return [
    markdownTargetTable(),
    ...(own.length > 0 ? ['', '| Target | Kind |', '| --- | --- |'] : []),
    ...own.map(({ name, kind }) => `| ${name} | ${kind ?? 'its file has errors'} |`),
  ].join('\n')
}

function markdownTargetTable(): string {
  const proof = ['**proof**', ...kinds.map((kind) => `**${proofWords(targetKinds[kind].proof)}**`)]
  return markdownTable([['', ...kinds.map((kind) => `\`${kind}\``)], ...capabilityRows(), proof])
}

/** One kind, capability by capability, for a page or a ticket. */
export function markdownTargetKind(kind: TargetKindName): string {
  const { title, proof, capabilities: cells } = targetKinds[kind]
  const rows = capabilities.map((each) => [
    targetCapabilities[each],
    cells[each].word,
    cells[each].text,
    printedBasis(cells[each]),
  ])
  return [
    `\`${kind}\`: ${title}. Proof: **${proofWords(proof)}**: ${proof.text}.`,
    '',
    markdownTable([['', 'In a word', 'What it does', 'Source or reason'], ...rows]),
  ].join('\n')
}

function markdownTable([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** One kind as data, for `--json`. */
export function targetKindData(kind: TargetKindName) {
  const { title, proof, capabilities: cells } = targetKinds[kind]
  return { kind, title, proof, capabilities: cells, page: `docs/targets/${kind}.md` }
}
