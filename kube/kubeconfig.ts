// imported lazily, and by name only, so that a bundle carries the config reader (1.7 MB) and not the typed client (15 MB)
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node'
import { parse } from 'yaml'
import { didYouMean, failure, wordList } from '#core'
import type { ClusterAddress } from './cluster-address.ts'

/** What a request needs to reach and convince the server. */
export interface Credentials {
  readonly server: string
  readonly headers: Readonly<Record<string, string>>
  readonly tls: {
    readonly ca?: string | Buffer
    readonly cert?: string | Buffer
    readonly key?: string | Buffer
    readonly rejectUnauthorized?: boolean
    readonly servername?: string
  }
  /** An agent of the client's own where the kubeconfig names a proxy. */
  readonly proxyAgent?: unknown
}

/** A kubeconfig file, bound to one context. */
export interface Kubeconfig {
  readonly server: string
  /** Its address, with the certificates that the file names or holds. */
  address(): Promise<ClusterAddress>
  /** Fresh credentials: runs the exec plugin or reads the token file where the kubeconfig says so. */
  credentials(): Promise<Credentials>
}

/**
 * Reads a kubeconfig file. Without a context, its current one.
 * @throws Fault where the file is missing or broken, or has no such context
 */
export function readKubeconfig(file: string, context?: string): Kubeconfig {
  const config = new KubeConfig()
  try {
    config.loadFromFile(file)
  } catch (error) {
    throw unreadable(file, error)
  }
  const chosen = context ?? config.getCurrentContext()
  const names = config.getContexts().map(({ name }) => name)
  if (!names.includes(chosen)) throw noContext(file, chosen, names)
  config.setCurrentContext(chosen)
  const cluster = config.getCurrentCluster()
  if (!cluster) throw unreadable(file, new Error(`context ${chosen} names a cluster that is not there`))
  return {
    server: cluster.server,
    address: async () => {
      const { server, caData, caFile, tlsServerName } = cluster
      const read = async (path: string) => readFile(resolve(dirname(file), path), 'base64')
      const certificateAuthorityData = caData ?? (caFile ? await read(caFile) : undefined)
      return { server, certificateAuthorityData, tlsServerName }
    },
    credentials: () =>
      credentialsOf(file, config, cluster).catch((error) => Promise.reject(noCredentials(file, error))),
  }
}

async function credentialsOf(
  file: string,
  config: KubeConfig,
  { server, tlsServerName, proxyUrl }: { server: string; tlsServerName?: string; proxyUrl?: string },
): Promise<Credentials> {
  const options: Parameters<KubeConfig['applyToHTTPSOptions']>[0] = {}
  await config.applyToHTTPSOptions(options)
  const { ca, cert, key, rejectUnauthorized } = options as Credentials['tls']
  const basic: Record<string, string> = options.auth
    ? { Authorization: `Basic ${Buffer.from(options.auth).toString('base64')}` }
    : {}
  return {
    server,
    headers: {
      ...basic,
      ...(options.headers as Record<string, string> | undefined),
      ...(await fromTokenFile(file, config.getCurrentUser()?.name)),
    },
    tls: { ca, cert, key, rejectUnauthorized, servername: tlsServerName },
    proxyAgent: proxyUrl ? options.agent : undefined,
  }
}

/** Where a user has a token file: the client library passes it over, and would ask as nobody. */
async function fromTokenFile(file: string, user: string | undefined): Promise<Record<string, string>> {
  const { users = [] } = parse(await readFile(file, 'utf8')) as {
    users?: { name: string; user?: { tokenFile?: string } }[]
  }
  const tokenFile = users.find(({ name }) => name === user)?.user?.tokenFile
  if (!tokenFile) return {}
  return { Authorization: `Bearer ${(await readFile(resolve(dirname(file), tokenFile), 'utf8')).trim()}` }
}

function unreadable(file: string, error: unknown) {
  const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
  return failure(
    {
      code: missing ? 'kubeconfig/missing' : 'kubeconfig/invalid',
      path: file,
      message: missing ? `there is no kubeconfig at ${file}` : `${file} is no kubeconfig: ${(error as Error).message}`,
      remedy: missing ? 'start the cluster of this target, or name its kubeconfig in the target' : 'write it anew',
    },
    error,
  )
}

function noCredentials(file: string, error: Error) {
  return failure(
    {
      code: 'kubeconfig/no-credentials',
      path: file,
      message: `${file} gives no usable credentials: ${error.message}`,
      remedy: 'install the login program that it names, or log in again',
    },
    error,
  )
}

function noContext(file: string, context: string, names: readonly string[]) {
  const meant = didYouMean(context ?? '', names)
  return failure({
    code: 'kubeconfig/no-context',
    path: file,
    message: `${file} has no context ${context || '(none is current)'}; it has ${names.length > 0 ? wordList(names, 'and') : 'none'}`,
    remedy: meant ? `name the context ${meant}` : 'name one of its contexts in the target',
  })
}
