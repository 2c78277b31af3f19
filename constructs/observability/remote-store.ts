/** A store elsewhere that samples are sent to as well. */
export interface RemoteStore {
  readonly url: string
  /** How it is asked: by keys of a Secret in Prometheus's own namespace. @default openly */
  readonly auth?:
    | { readonly kind: 'basic'; readonly secret: string; readonly userKey: string; readonly passwordKey: string }
    | { readonly kind: 'bearer'; readonly secret: string; readonly tokenKey: string }
}

/** Stores as the Prometheus operator has them, in the order of their names. */
export function remoteWrites(stores: Readonly<Record<string, RemoteStore>>) {
  return Object.entries(stores)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { url, auth }]) => ({ name, url, ...authOf(auth) }))
}

function authOf(auth: RemoteStore['auth']) {
  if (!auth) return {}
  const { secret: name } = auth
  if (auth.kind === 'bearer') return { authorization: { type: 'Bearer', credentials: { name, key: auth.tokenKey } } }
  return { basicAuth: { username: { name, key: auth.userKey }, password: { name, key: auth.passwordKey } } }
}
