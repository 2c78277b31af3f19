import ts from 'typescript'
import type { SourceFile } from './source-file.ts'

/**
 * Exports without a docstring, or with one whose first sentence does not end. Props of a construct say it field by
 * field; a type that shares its name with a schema is said by the schema.
 */
export function docstringBreaches({ path, text }: SourceFile): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const said = new Map<string, string>()
  const exported = new Map<string, ts.Statement>()
  for (const statement of file.statements.filter(isExported)) {
    for (const name of namesOf(statement)) {
      const doc = docOf(statement)
      if (doc !== '' || !said.has(name)) said.set(name, doc)
      exported.set(name, statement)
    }
  }
  return [...exported.keys()]
    .filter((name) => !name.endsWith('Props'))
    .filter((name) => !/[.:;!?)]$/.test(firstParagraph(said.get(name) ?? '')))
    .map((name) => `${path}: ${name}`)
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  )
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText())
  const { name } = statement as ts.DeclarationStatement
  return name ? [name.getText()] : []
}

function docOf(statement: ts.Statement): string {
  const docs = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc)
  const whole = docs.map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '').join('\n')
  // one that begins with a tag says it there
  return whole || (docs.some((doc) => (doc.tags?.length ?? 0) > 0) ? 'tags.' : '')
}

function firstParagraph(doc: string): string {
  return doc.trim().split(/\n\s*\n/)[0] ?? ''
}
