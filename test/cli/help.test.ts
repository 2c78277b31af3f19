import picocolors from 'picocolors'
import { expect, test } from 'vitest'
import { commandNames, commands } from '../../cli/commands.ts'
import { printedCommandHelp, printedHelp } from '../../cli/help.ts'
import { superpod } from '../kit/superpod.ts'

const plain = picocolors.createColors(false)

test('the help of all names every command and what to begin with', () => {
  expect(printedHelp(plain)).toMatchInlineSnapshot(`
    "superpod: an NVIDIA DGX SuperPOD on Kubernetes, as typed code

    usage  ./superpod <command> [pod] [--target <name>] [--json]

    commands
      up           the whole way: check, synth, start the twin, deliver what changed, prove it
      check        whether the config holds: its files, and what follows from them
      show         any value that follows from the config
      capacity     who is promised which GPUs, what is free, and who loses what when systems fail
      reach        what may talk to what: every namespace, the system and the world outside, by network policies
      controls     what protects a tenant, control by control: tried on the live cluster, or why not
      view         the machine as one HTML page: racks, fabric, power, tenants; as SVG files too
      export       cabling, racks, addresses, bill of materials as CSV; a topograph model as YAML
      tenant       a new tenant: its file, commented and valid; the release of systems that a sensitive one left
      kubeconfig   what a tenant's own people log in with: a kubeconfig by OIDC that holds no secret
      break-glass  open the pods of a sensitive tenant to somebody, for a time and with a reason
      job          a runnable job manifest for a tenant: queue, place, GPUs, grace period, checkpoints
      synth        Terraform JSON for every stack, under cdktf.out/stacks
      render       the same as plain Kubernetes YAML, a folder a stack
      review       what a change of config does to the machine and to its tenants, between two git refs
      preflight    whether a cluster that exists can take the pod: what fits, what conflicts, what others run there
      plan         what would be done, thing by thing, and what speaks against it
      apply        do it: plan anew, let the guard judge, carry out exactly that
      verify       whether the machine that answers is the one that config describes; reads only, but for --probe
      drift        what on the cluster is not as config has it; --repair puts it right
      down         stop the twin; all that is in it stays for the next up
      destroy      undo it: queues drained first, tenants before the platform
      versions     which versions are documented together, where the pod stands, and the steps to others
      targets      what each kind of target does with each part of the pod, and how far that was tried
      mirror       a folder with providers, charts and the list of images, for a site without Internet
      schema       the JSON Schema of a config file, for editors
      test         lint, house rules, types and every test

    examples
      ./superpod up
          Gefion, simulated on this machine: 191 systems, 1,528 GPUs
      ./superpod check
          whether the config holds; needs nothing but Node
      ./superpod show gefion fabric.compute.spineSwitches
          one value of the model

    exit codes  0 good · 1 findings, or a refused guard · 2 wrong usage · 3 a tool or server failed · 70 our own fault
    each command has its own help: ./superpod <command> --help"
  `)
})

test.each(commandNames)('the help of %s is as it was reviewed', async (name) => {
  const command = await commands[name]?.load()
  if (!command) throw new Error(`there is no command ${name}`)
  await expect(`${printedCommandHelp(command, plain)}\n`).toMatchFileSnapshot(`../golden/help/${name}.txt`)
})

test.each(commandNames)('%s has examples that name it, and the summary that the list has', async (name) => {
  const command = await commands[name]?.load()
  expect(command?.name).toBe(name)
  expect(command?.summary).toBe(commands[name]?.summary)
  expect(command?.examples.some(({ line }) => line.startsWith(`./superpod ${name}`))).toBe(true)
})

test.each([[['--help']], [['-h']], [[]]])('help is printed for %j', async (words) => {
  const { stdout, stderr, exitCode } = await superpod(words)
  expect({ stdout, stderr, exitCode }).toEqual({ stdout: printedHelp(plain), stderr: '', exitCode: 0 })
})

test.each([[['check', '--help']], [['--help', 'check']], [['check', 'gefion', '-h']]])(
  'the help of a command is printed for %j',
  async (words) => {
    const { stdout } = await superpod(words)
    expect(stdout).toMatch(/^usage {2}\.\/superpod check \[pod\]/)
  },
)
