import type { KubeObject } from '#core'
import { failure } from '#core'
import type { PodModel } from '#model'
import { reachFindings, reachReport } from '#model'
import { podArgument, targetArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { madeStacks } from '../made-stacks.ts'
import { printedReach } from '../reach-words.ts'
import { targetCluster } from '../target-cluster.ts'

/** Prints what may talk to what. */
export const reach = command({
  name: 'reach',
  summary: 'what may talk to what: every namespace, the system and the world outside, by network policies',
  description: [
    'Reads the text of NetworkPolicies, of the rendered pod or, with --live, of its cluster, and judges every pair of',
    "namespaces, of a namespace and the system's pods, and of a namespace and the addresses outside, both ways, against",
    'what config declares. No packet is sent: whether a network plugin enforces them is for a real cluster to show.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    live: { type: 'boolean', description: "read the policies of the target's cluster, whoever made them" },
  },
  examples: [
    { line: './superpod reach gefion', purpose: 'by the policies that the config makes' },
    { line: './superpod reach gefion --live', purpose: 'by those that are there' },
    { line: './superpod reach gefion --json', purpose: 'each pair between which something passes' },
  ],
  async run(args, desk) {
    const { model, findings } = await soundPod(args, desk)
    const objects = args.live ? await liveObjects(model, desk) : renderedObjects(model)
    const report = reachReport(model, objects)
    const undeclared = reachFindings(report)
    return {
      data: report,
      findings: [...findings, ...undeclared],
      text: (colors) => printedReach(model, report, colors),
    }
  },
})

function renderedObjects(model: PodModel): KubeObject[] {
  return madeStacks(model, {}).flatMap(({ objects }) => objects.map(({ object }) => object))
}

async function liveObjects(model: PodModel, desk: Desk): Promise<KubeObject[]> {
  const cluster = await targetCluster(model, desk)
  if (!cluster) {
    throw failure({
      code: 'reach/no-cluster',
      path: model.target.name,
      message: `target ${model.target.name} has no cluster yet, so there are no policies to read`,
      remedy: 'run up, or leave --live out',
    })
  }
  const namespaces = await cluster.list({ apiVersion: 'v1', kind: 'Namespace' })
  const policies = await cluster.list({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' })
  return [...namespaces, ...policies]
}
