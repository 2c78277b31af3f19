import { Fault } from '#core'
import { applyStacks, type StackPlan, writeStacks } from '#delivery'
import { type Cluster, connect } from '#kube'
import { auditPolicy, authenticationConfiguration, type PodModel, simulatedNodes } from '#model'
import type { TwinTools } from '#tools'
import { type StartedTwin, startTwin } from '#twin'
import { approval } from '../approval.ts'
import { command, type Desk } from '../command.ts'
import { deliveryDesk, toolsOfTwin } from '../delivery-desk.ts'
import { applyOptions, deliveryArguments, yesArgument } from '../delivery-words.ts'
import { soundPod } from '../described-pod.ts'
import { allStacks, type MadeStack } from '../made-stacks.ts'
import { preflightStep } from '../preflight-step.ts'
import { resultFindings, resultsExitCode, rounded } from '../printed-results.ts'
import { raisedCluster } from '../raised-cluster.ts'
import { saidFindings } from '../said-findings.ts'
import { summary } from '../summary.ts'
import { clusterWanted, twinFolderOf, workplace } from '../target-cluster.ts'
import { provenTwin } from '../twin-proof.ts'

const { stack: _stack, tenant: _tenant, ...upArguments } = deliveryArguments

/** Brings a pod up. */
export const up = command({
  name: 'up',
  summary: 'the whole way: check, synth, start the twin, deliver what changed, prove it',
  description: [
    'Safe to run again: it changes what has changed, and says so. Interrupted anywhere, the same command goes on.',
    'The first time, the tools of the twin are compiled: about ten minutes, once.',
  ].join('\n'),
  args: { ...upArguments, ...yesArgument },
  examples: [
    { line: './superpod up', purpose: 'the default pod, simulated on this machine' },
    { line: './superpod up gefion --delivery manifests', purpose: 'without Terraform' },
    { line: './superpod up gefion --target metal --yes', purpose: 'the machine itself; nothing is proven there' },
  ],
  async run(args, desk) {
    const began = performance.now()
    const { model, findings, loaded } = await soundPod(args, desk)
    const words = { ...args, from: loaded }
    const said = saidFindings(desk)
    const stacks = await allStacks(model, {}, desk)
    await writeStacks(workplace(model, desk), stacks)
    const approve = approval(model, args.yes ?? false, desk)
    const options = { ...applyOptions(args), said: said.say, ...(approve && { approve }) }
    const raised = await raisedCluster(model, stacks, words, options, desk)
    if (!raised.good) throw new Fault(3, resultFindings(raised.results))
    const { cluster, tools, twin } = await liveCluster(model, desk)
    const flown = await preflightStep(model, cluster, { stacks: raised.rest }, desk, { adopt: args.adopt })
    const { context, why } = await deliveryDesk(model, raised.rest, words, desk, { cluster, ...(tools && { tools }) })
    desk.progress.note(`delivery: ${context.delivery}, because ${why}`)
    const agreed = async (plans: readonly StackPlan[]) => {
      if (approve && !(await approve(plans))) return false
      // on a twin: whatever the guard refuses to take from its owner keeps its labels and taints
      await twin?.loadNodes()
      return true
    }
    const applied = await applyStacks(context, raised.rest, { ...options, approve: agreed })
    const results = [...raised.results, ...applied]
    if (resultsExitCode(results) !== 0) throw new Fault(3, resultFindings(results))
    const proven = twin ? await provenTwin(model, desk) : undefined
    const { gpu } = model.generation
    const facts = {
      pod: model.name,
      target: model.target.name,
      kubeconfig: context.workplace.kubeconfig,
      delivery: context.delivery,
      why,
      systems: model.systems.length,
      gpus: model.systems.length * gpu.count,
      objects: objectCount(stacks),
      seconds: rounded((performance.now() - began) / 1000),
      stacks: results.map(({ name, changes, seconds }) => ({ name, changes, seconds: rounded(seconds) })),
      proof: proven?.proof ?? null,
      ...(proven?.unproven === undefined ? {} : { unproven: proven.unproven }),
    }
    return {
      data: facts,
      findings: [...findings, ...flown, ...said.untold],
      text: (colors) =>
        summary({ ...facts, model, twin, member: proven?.member, kubectl: tools?.kubectl }, desk, colors),
    }
  },
})

interface LiveCluster {
  readonly cluster: Cluster
  readonly tools?: TwinTools
  readonly twin?: StartedTwin
}

async function liveCluster(model: PodModel, desk: Desk): Promise<LiveCluster> {
  if (model.target.kind !== 'twin') return { cluster: await clusterWanted(model, desk) }
  const place = workplace(model, desk)
  const tools = await twinToolsWithHint(model, desk)
  desk.signal.throwIfAborted()
  const twin = await startTwin({
    folder: twinFolderOf(place),
    name: `${model.name}-${model.target.name}`,
    nodes: simulatedNodes(model),
    nodesLater: true,
    apiServer: { authentication: authenticationConfiguration(model), auditPolicy: auditPolicy(model) },
    tools,
    agent: { command: desk.itself },
    kubeconfig: place.kubeconfig,
    progress: desk.progress,
  })
  desk.signal.throwIfAborted()
  return { cluster: connect(twin.kubeconfig), tools, twin }
}

/** The tools; while they are compiled for the first time, there is something to try. */
async function twinToolsWithHint({ name }: PodModel, desk: Desk): Promise<TwinTools> {
  const hint = setTimeout(() => {
    desk.progress.note('meanwhile, in another terminal (these need Node only):')
    for (const words of ['check', 'show', 'synth']) desk.progress.note(`  ./superpod ${words} ${desk.podWord ?? name}`)
  }, 3000)
  try {
    return await toolsOfTwin(desk)
  } finally {
    clearTimeout(hint)
  }
}

function objectCount(stacks: readonly MadeStack[]): number {
  return stacks.reduce((sum, { objects, releases }) => {
    return sum + objects.length + releases.reduce((inside, release) => inside + (release.objects?.length ?? 0), 0)
  }, 0)
}
