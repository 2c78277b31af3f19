import { createHash } from 'node:crypto'

/**
 * A name that carries its content: for objects that Kubernetes never lets change, and for those whose readers only notice
 * another name.
 * @returns `<stem>-<eight hexadecimal digits>`
 */
export function contentName(stem: string, content: unknown): string {
  return `${stem}-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)}`
}
