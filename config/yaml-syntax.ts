import type { YAMLError } from 'yaml'

/** Our words for a fault that the YAML parser found. */
export interface SyntaxWords {
  readonly code: string
  readonly message: string
  readonly remedy: string
}

type Words = Readonly<Partial<Record<YAMLError['code'], SyntaxWords>>>

const indent: SyntaxWords = {
  code: 'yaml/indent',
  message:
    'the line is indented differently from its neighbours, but the keys of one map must begin in the same column',
  remedy: 'indent it as the lines around it, and close every bracket',
}

const words: Words = {
  TAB_AS_INDENT: {
    code: 'yaml/tab',
    message: 'the line is indented with a tab, but YAML allows spaces only',
    remedy: 'indent with two spaces',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    code: 'yaml/syntax',
    message: 'found a second colon in one line, but a line holds one key and one value',
    remedy: 'put the value in quotes, or the second key on a line of its own',
  },
  BAD_INDENT: indent,
  MULTILINE_IMPLICIT_KEY: indent,
  MISSING_CHAR: {
    code: 'yaml/syntax',
    message: 'a quote, a bracket, a comma or a colon is missing, but each one that opens must close',
    remedy: 'add the missing character',
  },
  BAD_SCALAR_START: {
    code: 'yaml/syntax',
    message:
      'the value begins with a character that YAML keeps for itself (@ or `), but text with one must be in quotes',
    remedy: 'put the value in quotes',
  },
  BAD_DQ_ESCAPE: {
    code: 'yaml/syntax',
    message: 'found an escape that YAML does not have, but a backslash in double quotes begins an escape',
    remedy: 'write two backslashes, or use single quotes',
  },
  BAD_ALIAS: {
    code: 'yaml/syntax',
    message: 'found * or & without a name, but an alias and an anchor have one',
    remedy: 'put the value in quotes, or write the name',
  },
}

/** Our words for a fault of the parser; where we have none, the parser's own. */
export function syntaxWords(error: YAMLError): SyntaxWords {
  const own = error.message.startsWith('A block sequence') ? indent : words[error.code]
  if (own) return own
  const said = error.message.replace(/\.$/, '')
  return {
    code: 'yaml/syntax',
    message: `this is not valid YAML, but must be: ${said.charAt(0).toLowerCase()}${said.slice(1)}`,
    remedy: 'compare the line with the examples under config/gefion',
  }
}
