import { wrongUsage } from '#core'
import type { PodModel } from '#model'
import { preflight as flown } from '#verify'
import { podArgument, targetArgument } from '../arguments.ts'
import { command } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { madeStacks } from '../made-stacks.ts'
import { plannedObjects, preflightExitCode } from '../preflight-step.ts'
import { handOver, printedPreflight, standingOf } from '../preflight-words.ts'
import { rounded } from '../printed-results.ts'
import { clusterWanted, confirmedCluster } from '../target-cluster.ts'

/** Reads a cluster that exists, before anything is planned on it. */
export const preflight = command({
  name: 'preflight',
  summary: 'whether a cluster that exists can take the pod: what fits, what conflicts, what others run there',
  description: [
    'Version, nodes, GPUs, container runtime, network plugin, storage, Pod Security, webhooks, taken names, Secrets, and',
    'components that somebody else installed, with the lines of config that hand them over. Reads only: dry runs leave',
    'nothing behind. plan, apply and up do it first on a real target. Exit code 1 for a conflict, 3 where something could',
    'not be read: that is never taken as absent.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    adopt: { type: 'boolean', description: 'take this cluster in place of the one recorded for the target' },
  },
  examples: [
    { line: './superpod preflight gefion --target metal', purpose: 'before the first apply, and before an upgrade' },
    { line: './superpod preflight gefion --target metal --json', purpose: 'every finding, for a program' },
  ],
  async run(args, desk) {
    const began = performance.now()
    const { model, findings } = await soundPod(args, desk)
    if (model.target.kind === 'twin') throw noNeed(model)
    const cluster = await confirmedCluster(await clusterWanted(model, desk), model, desk, args.adopt)
    const result = await flown(model, plannedObjects(madeStacks(model, {})), cluster)
    const facts = { ...result, model, server: await cluster.server(), seconds: (performance.now() - began) / 1000 }
    const { version, checks, proposals, unread } = result
    return {
      data: {
        pod: model.name,
        target: model.target.name,
        server: facts.server,
        version: version ?? null,
        clusterId: await cluster.clusterId(),
        seconds: rounded(facts.seconds),
        checks: checks.map((check) => ({ ...check, standing: standingOf(check) })),
        proposals,
        config: proposals.length > 0 ? handOver(proposals) : null,
      },
      findings: desk.json ? [...findings, ...checks.flatMap((check) => check.findings), ...unread] : findings,
      text: (colors) => printedPreflight(facts, colors),
      exitCode: preflightExitCode(result),
    }
  },
})

function noNeed({ name, target }: PodModel) {
  return wrongUsage({
    code: 'preflight/twin',
    path: `${name} on ${target.name}`,
    message: `target ${target.name} is a twin, which is made for the pod: there is nothing to read beforehand`,
    remedy: 'name a target of the kind kubeconfig with --target',
  })
}
