import { join } from 'node:path'
import type { StackJson } from './delivery-stack.ts'

/** A provider that a stack asks for. */
export interface WantedProvider {
  /** In full: `<registry host>/<namespace>/<type>`. */
  readonly source: string
  readonly version: string
}

/** The providers that a stack asks for, in the order of their names. */
export function wantedProviders({ terraform }: StackJson): WantedProvider[] {
  const required = terraform?.['required_providers']
  if (typeof required !== 'object' || required === null) return []
  // cdktf writes the block as a map; Terraform takes a list of one as well
  const blocks: readonly Record<string, WantedProvider>[] = Array.isArray(required) ? required : [required]
  const all = blocks.flatMap((block) => Object.values(block))
  return all.map(({ source, version }) => ({ source, version: version.replace(/^=\s*/, '') })).sort(bySource)
}

function bySource(a: WantedProvider, b: WantedProvider): number {
  return a.source < b.source ? -1 : 1
}

/** Where a provider's files are in a mirror: unpacked, or one archive. */
export function mirrorPaths(providers: string, { source, version }: WantedProvider, platform: string): string[] {
  const type = source.split('/').at(-1) ?? source
  return [
    join(providers, source, version, platform),
    join(providers, source, `terraform-provider-${type}_${version}_${platform}.zip`),
  ]
}

/** This machine, as Terraform names it: `linux_amd64`. */
export function enginePlatform(platform: NodeJS.Platform, architecture: string): string {
  const os = platform === 'win32' ? 'windows' : platform
  return `${os}_${architecture === 'x64' ? 'amd64' : architecture === 'ia32' ? '386' : architecture}`
}

/** Where the engine takes its providers from. */
export interface ProviderPlaces {
  /** Folder `providers/` of the mirror. */
  readonly mirror: string
  /** Sources that the mirror has: only these come from it, and never from anywhere else. */
  readonly mirrored: readonly string[]
  /** Folder where downloaded ones are kept. */
  readonly pluginCache: string
}

/**
 * The engine's configuration. A source of the mirror is excluded from its registry: otherwise the engine asks the
 * registry all the same, and fails where it cannot be reached.
 */
export function engineConfig({ mirror, mirrored, pluginCache }: ProviderPlaces): string {
  const sources = mirrored.map((source) => JSON.stringify(source)).join(', ')
  const fromMirror = `  filesystem_mirror {\n    path    = ${JSON.stringify(mirror)}\n    include = [${sources}]\n  }\n`
  const direct = mirrored.length > 0 ? `  direct {\n    exclude = [${sources}]\n  }\n` : '  direct {}\n'
  return [
    'disable_checkpoint = true\n',
    `plugin_cache_dir = ${JSON.stringify(pluginCache)}\n`,
    'plugin_cache_may_break_dependency_lock_file = true\n',
    `provider_installation {\n${mirrored.length > 0 ? fromMirror : ''}${direct}}\n`,
  ].join('')
}
