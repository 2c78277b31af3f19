import type { Command } from './command.ts'

/** A command that is loaded when it is asked for. */
export interface LazyCommand {
  readonly summary: string
  /** Left out of the help: no person types it. @default false */
  readonly hidden?: boolean
  load(): Promise<Command>
}

/** Every command, in the order in which a newcomer meets them. */
export const commands: Readonly<Record<string, LazyCommand>> = {
  up: {
    summary: 'the whole way: check, synth, start the twin, deliver what changed, prove it',
    load: async () => (await import('./commands/up.ts')).up,
  },
  check: {
    summary: 'whether the config holds: its files, and what follows from them',
    load: async () => (await import('./commands/check.ts')).check,
  },
  show: {
    summary: 'any value that follows from the config',
    load: async () => (await import('./commands/show.ts')).show,
  },
  capacity: {
    summary: 'who is promised which GPUs, what is free, and who loses what when systems fail',
    load: async () => (await import('./commands/capacity.ts')).capacity,
  },
  reach: {
    summary: 'what may talk to what: every namespace, the system and the world outside, by network policies',
    load: async () => (await import('./commands/reach.ts')).reach,
  },
  controls: {
    summary: 'what protects a tenant, control by control: tried on the live cluster, or why not',
    load: async () => (await import('./commands/controls.ts')).controls,
  },
  view: {
    summary: 'the machine as one HTML page: racks, fabric, power, tenants; as SVG files too',
    load: async () => (await import('./commands/view.ts')).view,
  },
  export: {
    summary: 'cabling, racks, addresses, bill of materials as CSV; a topograph model as YAML',
    load: async () => (await import('./commands/export.ts')).exportFiles,
  },
  tenant: {
    summary: 'a new tenant: its file, commented and valid; the release of systems that a sensitive one left',
    load: async () => (await import('./commands/tenant.ts')).tenant,
  },
  kubeconfig: {
    summary: "what a tenant's own people log in with: a kubeconfig by OIDC that holds no secret",
    load: async () => (await import('./commands/kubeconfig.ts')).kubeconfig,
  },
  'break-glass': {
    summary: 'open the pods of a sensitive tenant to somebody, for a time and with a reason',
    load: async () => (await import('./commands/break-glass.ts')).breakGlass,
  },
  job: {
    summary: 'a runnable job manifest for a tenant: queue, place, GPUs, grace period, checkpoints',
    load: async () => (await import('./commands/job.ts')).job,
  },
  synth: {
    summary: 'Terraform JSON for every stack, under cdktf.out/stacks',
    load: async () => (await import('./commands/synth.ts')).synth,
  },
  render: {
    summary: 'the same as plain Kubernetes YAML, a folder a stack',
    load: async () => (await import('./commands/render.ts')).render,
  },
  review: {
    summary: 'what a change of config does to the machine and to its tenants, between two git refs',
    load: async () => (await import('./commands/review.ts')).reviewCommand,
  },
  preflight: {
    summary: 'whether a cluster that exists can take the pod: what fits, what conflicts, what others run there',
    load: async () => (await import('./commands/preflight.ts')).preflight,
  },
  plan: {
    summary: 'what would be done, thing by thing, and what speaks against it',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  apply: {
    summary: 'do it: plan anew, let the guard judge, carry out exactly that',
    load: async () => (await import('./commands/apply.ts')).apply,
  },
  verify: {
    summary: 'whether the machine that answers is the one that config describes; reads only, but for --probe',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  drift: {
    summary: 'what on the cluster is not as config has it; --repair puts it right',
    load: async () => (await import('./commands/drift.ts')).drift,
  },
  down: {
    summary: 'stop the twin; all that is in it stays for the next up',
    load: async () => (await import('./commands/down.ts')).down,
  },
  destroy: {
    summary: 'undo it: queues drained first, tenants before the platform',
    load: async () => (await import('./commands/destroy.ts')).destroy,
  },
  versions: {
    summary: 'which versions are documented together, where the pod stands, and the steps to others',
    load: async () => (await import('./commands/versions.ts')).versions,
  },
  targets: {
    summary: 'what each kind of target does with each part of the pod, and how far that was tried',
    load: async () => (await import('./commands/targets.ts')).targets,
  },
  mirror: {
    summary: 'a folder with providers, charts and the list of images, for a site without Internet',
    load: async () => (await import('./commands/mirror.ts')).mirror,
  },
  schema: {
    summary: 'the JSON Schema of a config file, for editors',
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  test: {
    summary: 'lint, house rules, types and every test',
    load: async () => (await import('./commands/test.ts')).test,
  },
  'twin-agent': {
    summary: 'what a twin runs beside its API server; up starts it',
    hidden: true,
    load: async () => (await import('./commands/twin-agent.ts')).twinAgent,
  },
}

/** Names of the commands that a person may type. */
export const commandNames: readonly string[] = Object.keys(commands).filter((name) => !commands[name]?.hidden)
