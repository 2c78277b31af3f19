import type { Construct } from 'constructs'

/** What a site gives everything that runs on the cluster, or asks of it. */
export interface Site {
  /** Helm repository that holds every chart. @default the public home of each */
  readonly charts?: string | undefined
  /** Registry, or a folder in one, that holds every image: no scheme. @default the public home of each */
  readonly images?: string | undefined
  /** Names of Secrets to pull images with: they are there in every namespace. */
  readonly pullSecrets: readonly string[]
  /** Name of the ConfigMap with the registry's CA, for what takes one. @default none */
  readonly registryCa?: string | undefined
  /** What goes out of the cluster goes this way. @default straight */
  readonly proxy?: SiteProxy | undefined
}

/** A way out of the site. */
export interface SiteProxy {
  readonly http?: string | undefined
  readonly https?: string | undefined
  /** Hosts and ranges that are reached without it. */
  readonly noProxy: readonly string[]
}

/** Key under which a stack holds its site. */
const key = 'superpod/site'

/** Context that lets every construct of a stack find its site. */
export function siteContext(site: Site): Record<string, Site> {
  return { [key]: site }
}

/** The site that a construct is on; one that asks for nothing where the stack names none. */
export function siteOf(scope: Construct): Site {
  return (scope.node.tryGetContext(key) as Site | undefined) ?? { pullSecrets: [] }
}

/** A proxy as programs read it: in capitals and in small letters, for some read the one and some the other. */
export function proxyVariables({ http, https, noProxy }: SiteProxy): Record<string, string> {
  const named = { HTTP_PROXY: http, HTTPS_PROXY: https, NO_PROXY: noProxy.join(',') || undefined }
  const given = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return Object.fromEntries([...given, ...given.map(([name, value]) => [name.toLowerCase(), value] as const)])
}

/** The same, as the environment of a container. */
export function proxyEnvironment(proxy: SiteProxy): { readonly name: string; readonly value: string }[] {
  return Object.entries(proxyVariables(proxy)).map(([name, value]) => ({ name, value }))
}
