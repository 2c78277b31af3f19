import { deliveredObjects, type ReleaseDrift } from '#delivery'
import type { Cluster } from '#kube'
import type { PodModel } from '#model'
import { driftOf, liveMachine, type ReleaseNote, verification } from '#verify'
import { podArgument, targetArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { madeStacks } from '../made-stacks.ts'
import { rounded } from '../printed-results.ts'
import { clusterWanted, confirmedCluster } from '../target-cluster.ts'
import { junitVerification, markdownVerification, printedVerification, type VerifyFacts } from '../verify-words.ts'

/** Judges a live machine by its model; changes nothing on it. */
export const verify = command({
  name: 'verify',
  summary: 'whether the machine that answers is the one that config describes; reads only',
  description: [
    'Systems by name, with their GPUs, labels and taints; queues and quotas; policies, objects, charts, storage classes.',
    'What the API does not show is "not verified", never "ok". Exit code 1 where anything differs, 3 where something',
    'could not be read.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    adopt: { type: 'boolean', description: 'take this cluster in place of the one recorded for the target' },
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
  ],
  async run(args, desk) {
    const began = performance.now()
    const { model, findings } = await soundPod(args, desk)
    const cluster = await confirmedCluster(await clusterWanted(model, desk), model, desk, args.adopt)
    const { checks, unread, server } = await looked(model, cluster, desk)
    const facts: VerifyFacts = { model, server, checks, unread, seconds: (performance.now() - began) / 1000 }
    const whole = await printedAs(args.format, facts)
    const failed = checks.some((check) => check.state === 'failed')
    return {
      data: { pod: model.name, target: model.target.name, server, seconds: rounded(facts.seconds), checks },
      findings: [...findings, ...unread],
      text: (colors) => whole ?? printedVerification(facts, colors),
      exitCode: failed ? 1 : unread.length > 0 ? 3 : 0,
    }
  },
})

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
