import ts from 'typescript'
import type { SourceFile } from './source-file.ts'

const shape = /^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/

/** Codes of findings that a file makes: every text of that shape in a property `code`, or in what a code is chosen from. */
export function findingCodes({ path, text }: SourceFile): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const codes: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'code') codes.push(...texts(node.initializer))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return codes.filter((code) => shape.test(code))
}

function texts(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  const found: string[] = []
  ts.forEachChild(node, (child) => void found.push(...texts(child)))
  return found
}

/** Codes that a page of findings explains: each has a heading, or a row of a table. */
export function explainedCodes(page: string): string[] {
  return [...page.matchAll(/^(?:#+ |\| )`([a-z0-9-]+\/[a-z0-9-]+)`/gm)].map(([, code]) => code ?? '')
}
