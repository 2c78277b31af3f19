/** Somebody in whose name a request is made, by whoever may act for others. */
export interface Asker {
  readonly user: string
  readonly groups: readonly string[]
}

/** Headers by which a request is judged as somebody else's. */
export function impersonation(asker: Asker | undefined): Readonly<Record<string, string | string[]>> {
  if (!asker) return {}
  return { 'Impersonate-User': asker.user, 'Impersonate-Group': [...asker.groups] }
}
