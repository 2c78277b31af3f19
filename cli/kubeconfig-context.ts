import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import { didYouMean, failure, wordList } from '#core'

interface Named {
  readonly name: string
  readonly [field: string]: unknown
}

interface KubeconfigFile {
  readonly contexts?: readonly (Named & { readonly context?: { readonly cluster?: string; readonly user?: string } })[]
  readonly clusters?: readonly (Named & { readonly cluster?: Record<string, unknown> })[]
  readonly users?: readonly (Named & { readonly user?: Record<string, unknown> })[]
}

/**
 * One context of a person's kubeconfig files, alone and current: so that nothing can go to another cluster.
 * @param files - looked through in their order
 * @returns the text of a kubeconfig; undefined where none of the files has the context
 */
export async function contextAlone(files: readonly string[], context: string): Promise<string | undefined> {
  for (const file of files) {
    const config = await kubeconfigFile(file)
    const found = config?.contexts?.find(({ name }) => name === context)
    if (config && found) return stringify(alone(config, found, dirname(file)))
  }
  return undefined
}

/** The fault for a context that is nowhere. */
export async function noContext(files: readonly string[], context: string, target: string) {
  const all = await Promise.all(files.map(kubeconfigFile))
  const names = all.flatMap((config) => config?.contexts?.map(({ name }) => name) ?? [])
  const meant = didYouMean(context, names)
  return failure({
    code: 'kubeconfig/no-context',
    path: `targets.${target}.context`,
    message: `target ${target} means the context ${context}, but ${wordList(files, 'and')} ${names.length === 0 ? 'has none' : `has ${wordList(names, 'and')}`}`,
    remedy: meant ? `write context: ${meant}` : 'get access to the cluster, or name another kubeconfig in the target',
  })
}

async function kubeconfigFile(file: string): Promise<KubeconfigFile | undefined> {
  try {
    const config: unknown = parse(await readFile(file, 'utf8'))
    return typeof config === 'object' && config !== null ? config : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    const message = `${file} cannot be read as a kubeconfig: ${(error as Error).message.split('\n')[0]}`
    throw failure({ code: 'kubeconfig/invalid', path: file, message, remedy: 'write it anew' }, error)
  }
}

function alone(
  config: KubeconfigFile,
  context: Named & { context?: { cluster?: string; user?: string } },
  folder: string,
) {
  const cluster = config.clusters?.find(({ name }) => name === context.context?.cluster)
  const user = config.users?.find(({ name }) => name === context.context?.user)
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context.name,
    contexts: [context],
    clusters: cluster ? [{ ...cluster, cluster: withWholePaths(cluster.cluster ?? {}, folder) }] : [],
    users: user ? [{ ...user, user: withWholePaths(user.user ?? {}, folder) }] : [],
  }
}

const paths = ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile']

function withWholePaths(part: Record<string, unknown>, folder: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => {
      return [key, paths.includes(key) && typeof value === 'string' ? resolve(folder, value) : value]
    }),
  )
}
