import type { Engine } from './stack.ts'

/** A provider that a stack asks for. */
export interface RequiredProvider {
  /** @default hashicorp */
  readonly namespace?: string
  readonly version: string
}

/** Registry of each engine: written in full, since the short name means different providers to the two engines. */
const registries: Record<Engine, string> = {
  terraform: 'registry.terraform.io',
  tofu: 'registry.opentofu.org',
}

/** The block `required_providers`: every source in full, every version pinned. */
export function requiredProviders(providers: Readonly<Record<string, RequiredProvider>>, engine: Engine) {
  return Object.fromEntries(
    Object.entries(providers).map(([name, { namespace = 'hashicorp', version }]) => [
      name,
      { source: `${registries[engine]}/${namespace}/${name}`, version },
    ]),
  )
}
