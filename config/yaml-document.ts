import { type Document, type ParsedNode, parseAllDocuments, type YAMLError } from 'yaml'
import type { Finding } from '#core'
import { firstFindings } from './first-findings.ts'
import { type LocatedMap, placeOf, type Source, sourceOf } from './located.ts'
import { emptyFile, oldVersion, severalDocuments, tooDeep, type YamlFault } from './yaml-fault.ts'
import { locatedRoot } from './yaml-node.ts'
import { syntaxWords } from './yaml-syntax.ts'

/** A YAML document with places; `root` is undefined when the findings leave nothing to go on with. */
export interface YamlDocument {
  readonly root?: LocatedMap
  readonly findings: readonly Finding[]
}

/**
 * Reads one YAML document whose top is a map.
 * @param file - path of the file, for places
 * @param path - dotted path that findings about the whole file have
 */
export function yamlDocument(file: string, path: string, text: string): YamlDocument {
  const source = sourceOf(file, text)
  const finding = ({ code, offset, message, remedy }: YamlFault): Finding => ({
    code,
    severity: 'error',
    path,
    place: placeOf({ source, offset }),
    message,
    remedy,
  })
  const documents = parsed(text)
  if ('code' in documents) return { findings: [finding(documents)] }
  const faults = documentFaults(documents, text, source)
  const first = documents[0]?.contents
  if (faults.length > 0 || !first) return { findings: firstFindings(faults.map(finding)) }
  const located = locatedRoot(first, source)
  return { root: located.root, findings: firstFindings(located.faults.map(finding)) }
}

/** Lists in lists in one line: the parser takes minutes, or all of the stack, for very many. */
const nestedFar = /(?:[-?:][ \t]+){200}/

/** Offset of a bracket that opens inside of 200 others: quotes are not looked at, so this is far more than is allowed. */
function deepBracket(text: string): number | undefined {
  let open = 0
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    open = bracket === '[' || bracket === '{' ? open + 1 : Math.max(0, open - 1)
    if (open > 200) return index
  }
  return undefined
}

type Documents = Document.Parsed<ParsedNode>[]

function parsed(text: string): Documents | YamlFault {
  const depth = text.search(nestedFar)
  const brackets = depth === -1 ? deepBracket(text) : depth
  if (brackets !== undefined) return tooDeep(brackets)
  try {
    // duplicate keys are found later: the parser's own search takes minutes for a huge map
    const documents = parseAllDocuments(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' })
    return Array.isArray(documents) ? documents : []
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(0)
    throw error
  }
}

function documentFaults(documents: Documents, text: string, source: Source): YamlFault[] {
  const first = documents[0]
  const second = documents[1]
  if (first === undefined || isEmpty(first)) return [emptyFile]
  const syntax = syntaxFaults(
    documents.flatMap(({ errors }) => errors),
    text,
    source,
  )
  if (syntax.length > 0) return syntax
  if (second !== undefined) return [severalDocuments(documents.length, second.contents?.range?.[0] ?? second.range[0])]
  return first.directives.yaml.version === '1.1' ? [oldVersion] : []
}

function isEmpty(document: Document.Parsed<ParsedNode>): boolean {
  const { contents, errors } = document
  return errors.length === 0 && (contents === null || ('value' in contents && contents.value === null && !contents.tag))
}

/** One fault a line: what follows on the same line follows from it. */
function syntaxFaults(errors: readonly YAMLError[], text: string, source: Source): YamlFault[] {
  const indents = new Set(errors.filter(({ code }) => code === 'MULTILINE_IMPLICIT_KEY').map(({ pos }) => pos[0]))
  const lines = new Set<number>()
  return errors.flatMap((error) => {
    // a key below a value, and deeper, is told twice: the second time says what is wrong
    if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && indents.has(error.pos[0])) return []
    const words = syntaxWords(error)
    const at = error.code === 'MULTILINE_IMPLICIT_KEY' ? error.pos[1] : error.pos[0]
    const offset = words.code === 'yaml/indent' ? firstOfLine(text, at) : at
    const { line } = placeOf({ source, offset })
    if (lines.has(line)) return []
    lines.add(line)
    return [{ offset, ...words }]
  })
}

/** Offset of the first character in the line of another that is no blank. */
function firstOfLine(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return start + text.slice(start).search(/[^ \t]|$/)
}
