import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** What the surroundings of the process say: read here, once, and passed in wherever it is needed. */
export interface Environment {
  /** Folder for what may be made anew at any time: tools, bundles, charts. */
  readonly cache: string
  /** Folder that holds `.superpod/` and `cdktf.out/`. */
  readonly workspace: string
  /** Folder with `providers/` and `charts/`, where one is. */
  readonly mirror: string
  /** Whether the person asked for colours, or for none; undefined leaves it to the terminal. */
  readonly color?: boolean
  /** Folder from which the command was typed. */
  readonly cwd: string
  /** All variables, for the programs that we start. */
  readonly variables: Readonly<Record<string, string>>
}

/**
 * The environment of this process.
 * @param root - folder of the repository: the workspace unless SUPERPOD_WORKSPACE names another
 */
export function environment(root: string): Environment {
  const variables = definedOnly(process.env)
  // whole paths: programs that get them run in other folders
  const cache = resolve(variables['SUPERPOD_CACHE'] || join(homedir(), '.cache', 'superpod'))
  return {
    cache,
    workspace: resolve(variables['SUPERPOD_WORKSPACE'] || root),
    mirror: resolve(variables['SUPERPOD_MIRROR'] || join(cache, 'mirror')),
    color: wantedColor(variables),
    cwd: process.cwd(),
    variables,
  }
}

function definedOnly(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] != null))
}

/** @see https://no-color.org and https://force-color.org */
function wantedColor({ NO_COLOR, FORCE_COLOR, TERM }: Readonly<Record<string, string>>): boolean | undefined {
  if (NO_COLOR) return false
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  return TERM === 'dumb' ? false : undefined
}
