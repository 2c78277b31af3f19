import type { Command } from './command.ts'

/** A command that is loaded when it is asked for. */
export interface LazyCommand {
  readonly summary: string
  load(): Promise<Command>
}

/** Every command, in the order in which a newcomer meets them. */
export const commands: Readonly<Record<string, LazyCommand>> = {
  check: {
    summary: 'whether the config holds: its files, and what follows from them',
    load: async () => (await import('./commands/check.ts')).check,
  },
  show: {
    summary: 'any value that follows from the config',
    load: async () => (await import('./commands/show.ts')).show,
  },
  synth: {
    summary: 'Terraform JSON for every stack, under cdktf.out/stacks',
    load: async () => (await import('./commands/synth.ts')).synth,
  },
  render: {
    summary: 'the same as plain Kubernetes YAML, a folder a stack',
    load: async () => (await import('./commands/render.ts')).render,
  },
  schema: {
    summary: 'the JSON Schema of a config file, for editors',
    load: async () => (await import('./commands/schema.ts')).schema,
  },
}
