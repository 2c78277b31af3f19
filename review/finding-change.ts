import type { Finding } from '#core'

/** Findings of two states of a pod, by what the change did to them. */
export interface FindingChange {
  /** Those that the change brings. */
  readonly fresh: readonly Finding[]
  /** Those that were there before, as head has them. */
  readonly earlier: readonly Finding[]
  /** Those that the change mends. */
  readonly mended: readonly Finding[]
}

/** Which findings a change brings, keeps and mends: they are one finding where code, path and message are. */
export function findingChange(before: readonly Finding[], after: readonly Finding[]): FindingChange {
  const [were, are] = [before, after].map((list) => new Set(list.map(key)))
  return {
    fresh: after.filter((finding) => !were?.has(key(finding))),
    earlier: after.filter((finding) => were?.has(key(finding))),
    mended: before.filter((finding) => !are?.has(key(finding))),
  }
}

function key({ code, path, message }: Finding): string {
  return [code, path, message].join('\n')
}
