import type { LoadedPod } from '#config'
import { wrongUsage } from '#core'
import { deliveredObjects, type ReleaseDrift } from '#delivery'
import type { Cluster } from '#kube'
import type { PodModel } from '#model'
import { driftOf, liveMachine, type ReleaseNote, verification } from '#verify'
import { podArgument, targetArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { madeStacks } from '../made-stacks.ts'
import { rounded } from '../printed-results.ts'
import { provedEntries, someoneStandsFor, writtenProofs } from '../probe-proofs.ts'
import { type ProbeWords, probed } from '../probe-run.ts'
import { printedProbes, probeData } from '../probe-words.ts'
import type { Colors } from '../screen.ts'
import { clusterWanted, confirmedCluster } from '../target-cluster.ts'
import { junitVerification, markdownVerification, printedVerification, type VerifyFacts } from '../verify-words.ts'

/** Judges a live machine by its model; changes nothing on it. */
export const verify = command({
  name: 'verify',
  summary: 'whether the machine that answers is the one that config describes; reads only, but for --probe',
  description: [
    'Systems by name, with their GPUs, labels and taints; queues and quotas; policies, objects, charts, storage classes.',
    'What the API does not show is "not verified", never "ok". Exit code 1 where anything differs, 3 where something',
    'could not be read. --probe also runs jobs, in a queue of its own behind everybody, on idle and drained systems only,',
    'with images that config names (platform.verify.probe); what they see is kept on the cluster, and judged from then on.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    adopt: { type: 'boolean', description: 'take this cluster in place of the one recorded for the target' },
    probe: { type: 'boolean', description: 'run jobs that look at what only a container on a system sees' },
    systems: { type: 'string', valueHint: 'places', description: 'with --probe: systems, racks or units to look at' },
    without: { type: 'string', valueHint: 'places', description: 'with --probe: systems, racks or units to leave' },
    by: {
      type: 'string',
      valueHint: 'name',
      description: 'with --probe: who looks (default: the user of the cluster)',
    },
    write: { type: 'boolean', description: 'with --probe: write the proofs that it brings into inventory.yaml' },
    yes: { type: 'boolean', description: 'with --probe: do not ask before jobs run on a real target' },
    format: {
      type: 'enum',
      options: ['text', 'markdown', 'junit'],
      default: 'text',
      description: 'of the result: for a terminal, a ticket, a pipeline',
    },
  },
  examples: [
    { line: './superpod verify', purpose: 'the default pod on its twin' },
    { line: './superpod verify gefion --target metal', purpose: 'the machine itself' },
    { line: './superpod verify gefion --target metal --format junit > verify.xml', purpose: 'for a pipeline' },
    { line: './superpod verify --json', purpose: 'every finding, for a program' },
    { line: './superpod verify gefion --target metal --probe --systems su3', purpose: 'jobs on one scalable unit' },
  ],
  async run(args, desk) {
    const began = performance.now()
    const { model, findings, loaded } = await soundPod(args, desk)
    probeFlagsFit(args)
    const cluster = await confirmedCluster(await clusterWanted(model, desk), model, desk, args.adopt)
    const probes = args.probe ? await probesAndProofs(model, loaded, cluster, args, desk) : undefined
    const { checks, unread, server } = await looked(model, cluster, desk)
    const facts: VerifyFacts = { model, server, checks, unread, seconds: (performance.now() - began) / 1000 }
    const whole = await printedAs(args.format, facts)
    const failed = checks.some((check) => check.state === 'failed')
    return {
      data: {
        pod: model.name,
        target: model.target.name,
        server,
        seconds: rounded(facts.seconds),
        checks,
        ...probes?.data,
      },
      findings: [...findings, ...(probes?.findings ?? []), ...unread],
      text: (colors) => whole ?? `${probes?.text(colors) ?? ''}${printedVerification(facts, colors)}`,
      exitCode: failed ? 1 : unread.length > 0 ? 3 : 0,
    }
  },
})

/** Flags that say something of probes mean nothing without them. */
function probeFlagsFit(args: Readonly<Record<string, unknown>>): void {
  const idle = ['systems', 'without', 'by', 'write', 'yes'].find(
    (flag) => args[flag] !== undefined && args[flag] !== false,
  )
  if (args['probe'] || idle === undefined) return
  throw wrongUsage({
    code: 'usage/value-not-wanted',
    path: `--${idle}`,
    message: `--${idle} says how to probe, but nothing is probed without --probe`,
    remedy: `add --probe, or leave --${idle} out`,
  })
}

async function probesAndProofs(
  model: PodModel,
  loaded: LoadedPod,
  cluster: Cluster,
  words: ProbeWords & { readonly write?: boolean | undefined },
  desk: Desk,
) {
  if (words.write) someoneStandsFor(words.by)
  const outcome = await probed(model, cluster, words, desk)
  const proofs = provedEntries(model, outcome)
  const file = words.write ? await writtenProofs(proofs, loaded, desk) : undefined
  return {
    data: { probe: probeData(outcome, proofs) },
    findings: [...outcome.findings, ...proofs.findings],
    text: (colors: Colors) => `${printedProbes(outcome, proofs, file, colors)}\n`,
  }
}

async function looked(model: PodModel, cluster: Cluster, { progress }: Desk) {
  const stacks = madeStacks(model, {})
  const [machine, delivered] = await Promise.all([liveMachine(cluster), deliveredObjects(cluster, stacks)])
  progress.step('verify', `${model.systems.length} systems, ${delivered.objects.length} objects`)
  const names = stacks.map(({ name }) => name)
  const drift = await driftOf(cluster, delivered.objects, (stack) => names.includes(stack))
  const releases = delivered.releases.map(releaseNote)
  const checks = verification({ model, machine, drift, releases, now: new Date().toISOString() })
  return { checks, unread: [...machine.findings, ...drift.findings], server: await cluster.server() }
}

function releaseNote({ namespace, name, chart, status, fields }: ReleaseDrift): ReleaseNote {
  const version = fields.find(({ path }) => path[0] === 'version')
  const others = fields.filter((field) => field !== version).map(({ path }) => path.slice(1).join('.'))
  const message = [
    ...(status === undefined ? [`chart ${chart} is not installed`] : []),
    ...(status !== undefined && status !== 'deployed' ? [`chart ${chart} is ${status}`] : []),
    ...(version ? [`chart ${chart} is ${version.before}, but must be ${version.after}`] : []),
    ...(others.length > 0 ? [`values differ: ${others.join(', ')}`] : []),
  ].join('; ')
  return { namespace, name, message }
}

async function printedAs(format: string | undefined, facts: VerifyFacts): Promise<string | undefined> {
  if (format === 'junit') return junitVerification(facts)
  return format === 'markdown' ? markdownVerification(facts) : undefined
}
