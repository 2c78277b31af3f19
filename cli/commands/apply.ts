import { type ApplyStacksOptions, applyStacks } from '#delivery'
import type { PodModel } from '#model'
import { approval } from '../approval.ts'
import { command, type Desk } from '../command.ts'
import { type DeliveryWords, deliveryDesk } from '../delivery-desk.ts'
import { applyOptions, deliveryArguments, yesArgument } from '../delivery-words.ts'
import { soundPod } from '../described-pod.ts'
import { allStacks } from '../made-stacks.ts'
import { preflightStep } from '../preflight-step.ts'
import { printedResults, resultFindings, resultsData, resultsExitCode } from '../printed-results.ts'
import { type RaisedCluster, raisedCluster } from '../raised-cluster.ts'
import { saidFindings } from '../said-findings.ts'
import type { StackWords } from '../stack-words.ts'
import { clusterWanted } from '../target-cluster.ts'

/** Does what a plan says. */
export const apply = command({
  name: 'apply',
  summary: 'do it: plan anew, let the guard judge, carry out exactly that',
  description: [
    'Only what has changed since the last success. What would destroy data or work is refused until it is named by',
    '--confirm. A real target shows the plan and asks; without a terminal it needs --yes.',
  ].join('\n'),
  args: { ...deliveryArguments, ...yesArgument },
  examples: [
    { line: './superpod apply', purpose: 'what has changed' },
    { line: './superpod apply gefion --tenant genomics', purpose: 'one tenant alone' },
    { line: './superpod apply gefion --target metal --yes --json', purpose: 'on the machine, from a pipeline' },
    { line: './superpod apply --allow disruptive', purpose: 'also what drains or restarts work' },
  ],
  async run(args, desk) {
    const { model, findings, loaded } = await soundPod(args, desk)
    const words = { ...args, from: loaded }
    const said = saidFindings(desk)
    const approve = approval(model, args.yes ?? false, desk)
    const options = { ...applyOptions(args), said: said.say, ...(approve && { approve }) }
    const raised = await raisedCluster(model, await allStacks(model, args, desk), words, options, desk)
    const { results, flown = [], ...how } = await appliedRest(model, raised, { words, options }, desk)
    return {
      data: { pod: model.name, target: model.target.name, ...how, stacks: resultsData(results) },
      findings: [...findings, ...flown, ...said.untold, ...resultFindings(results)],
      text: (colors) => printedResults(results, 'as config has them', colors),
      exitCode: resultsExitCode(results),
    }
  },
})

interface Wanted {
  readonly words: DeliveryWords & StackWords
  readonly options: ApplyStacksOptions
}

/** Applies what is on the cluster, once there is one. */
async function appliedRest(
  model: PodModel,
  { results, rest, good }: RaisedCluster,
  { words, options }: Wanted,
  desk: Desk,
) {
  if (!good || (results.length > 0 && rest.length === 0)) return { results }
  const cluster = await clusterWanted(model, desk)
  const flown = await preflightStep(model, cluster, { ...words, stacks: rest }, desk, { adopt: options.adopt })
  const { context, why } = await deliveryDesk(model, rest, words, desk, { cluster })
  const all = [...results, ...(await applyStacks(context, rest, options))]
  return { delivery: context.delivery, why, flown, results: all }
}
