import { didYouMean } from '#core'
import { type Located, placeOf, type Source } from './located.ts'

/** A fault at an offset of a YAML file's text. */
export interface YamlFault {
  readonly code: string
  readonly offset: number
  readonly message: string
  readonly remedy: string
}

/** Deepest nesting that is read; the deepest that a schema has is 4. */
export const mostLevels = 32

/** Most values that the aliases of one file may repeat, all together: an alias bomb has billions. */
export const mostRepeated = 1000

/** A file that holds no value. */
export const emptyFile: YamlFault = {
  code: 'yaml/empty',
  offset: 0,
  message: 'the file is empty, but must hold a map',
  remedy: 'write the keys that are needed, or remove the file',
}

/** A file that asks for the older YAML. */
export const oldVersion: YamlFault = {
  code: 'yaml/version',
  offset: 0,
  message: 'the file asks for YAML 1.1, in which no means false, but is read as YAML 1.2',
  remedy: 'remove the line %YAML 1.1',
}

/** A file with more than one document. */
export function severalDocuments(count: number, offset: number): YamlFault {
  return {
    code: 'yaml/several-documents',
    offset,
    message: `the file holds ${count} documents, but may hold 1`,
    remedy: 'put each into a file of its own, and remove the line ---',
  }
}

/** A nesting that no configuration has. */
export function tooDeep(offset: number): YamlFault {
  return {
    code: 'yaml/too-deep',
    offset,
    message: `maps and lists are nested deeper than ${mostLevels} levels, but may have ${mostLevels}`,
    remedy: 'check that this is the right file',
  }
}

/** A file whose top is a list or a single value. */
export function notAMap(root: Located): YamlFault {
  const found = root.kind === 'list' ? 'a list' : 'a single value'
  return {
    code: 'yaml/not-a-map',
    offset: root.point.offset,
    message: `the file holds ${found}, but must hold a map`,
    remedy: 'write key: value lines',
  }
}

/** Aliases that repeat more than any configuration would. */
export function aliasBomb(offset: number): YamlFault {
  return {
    code: 'yaml/alias-bomb',
    offset,
    message: `the aliases of the file repeat more than ${mostRepeated} values, but may repeat ${mostRepeated}`,
    remedy: 'write the values out',
  }
}

/** An alias inside of what it stands for. */
export function aliasCycle(name: string, offset: number): YamlFault {
  return {
    code: 'yaml/alias-cycle',
    offset,
    message: `*${name} stands inside of &${name}, but an alias may not contain itself`,
    remedy: 'write the value out',
  }
}

/** An alias whose anchor is not above it. */
export function unknownAnchor(name: string, known: Iterable<string>, offset: number): YamlFault {
  const near = didYouMean(name, known)
  return {
    code: 'yaml/unknown-anchor',
    offset,
    message: `*${name} has no anchor above it, but an alias must follow its anchor`,
    remedy: near
      ? `write *${near} (did you mean that?)`
      : `write &${name} before the value that it stands for, or put the text in quotes`,
  }
}

/** A tag, or a type, that configuration has no use for. */
export function unknownTag(tag: string, offset: number): YamlFault {
  const short = tag.replace('tag:yaml.org,2002:', '!!')
  return {
    code: 'yaml/tag',
    offset,
    message: `found the tag ${short}, but values are text, numbers, true, false, null, maps and lists`,
    remedy: 'remove the tag, or put the text in quotes',
  }
}

/** A key that stands twice in one map. */
export function duplicateKey(name: string, source: Source, first: number, offset: number): YamlFault {
  return {
    code: 'yaml/duplicate-key',
    offset,
    message: `the key ${name} stands twice, in line ${placeOf({ source, offset: first }).line} too, but may stand once`,
    remedy: 'remove one of the two',
  }
}

/** A key that is a number, a list or nothing. */
export function keyNotText(value: unknown, offset: number): YamlFault {
  const found = value === undefined ? 'a list or a map' : String(value)
  return {
    code: 'yaml/key-not-text',
    offset,
    message: `found ${found} as a key, but a key must be text`,
    remedy: 'put the key in quotes, or correct it',
  }
}

/** A key that means something to JavaScript, and nothing to a pod. */
export function forbiddenKey(name: string, offset: number): YamlFault {
  return {
    code: 'yaml/forbidden-key',
    offset,
    message: `found the key ${name}, but __proto__, constructor and prototype are never keys here`,
    remedy: 'remove the key',
  }
}

/** A merge key, which YAML 1.2 does not have. */
export function mergeKey(offset: number): YamlFault {
  return {
    code: 'yaml/merge-key',
    offset,
    message: 'found the merge key <<, but YAML 1.2 has none, and maps are not merged',
    remedy: 'write the keys out',
  }
}
