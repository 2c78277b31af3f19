import { Document, isMap, isPair, isScalar, isSeq, type Node } from 'yaml'
import type { KubeObject } from '#core'

/** Where a comment stands: names of keys, and numbers of list items; the whole object where it is empty. */
export type CommentPath = readonly (string | number)[]

/** An object for people: with comments above some of its fields. */
export interface CommentedObject {
  readonly object: KubeObject
  readonly comments: readonly (readonly [path: CommentPath, text: string])[]
}

/** Objects as YAML documents, with their comments. */
export function commentedYaml(objects: readonly CommentedObject[]): string {
  return objects.map(documentOf).join('---\n')
}

function documentOf({ object, comments }: CommentedObject): string {
  const document = new Document(object, { aliasDuplicateObjects: false })
  for (const [path, text] of comments) comment(document, path, text)
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

function comment(document: Document, path: CommentPath, text: string): void {
  const lines = text.replace(/^/gm, ' ')
  if (path.length === 0) {
    document.commentBefore = lines
    return
  }
  const key = path.at(-1)
  const parent = document.getIn(path.slice(0, -1))
  const target = targetOf(parent, key)
  if (!target) throw new Error(`the object has no ${path.join('.')} to comment on`)
  target.commentBefore = target.commentBefore ? `${target.commentBefore}\n${lines}` : lines
}

function targetOf(parent: unknown, key: string | number | undefined): Node | undefined {
  if (isSeq(parent) && typeof key === 'number') return parent.items[key] as Node | undefined
  if (!isMap(parent)) return undefined
  const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
  return pair?.key as Node | undefined
}
