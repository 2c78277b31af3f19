import { applyStacks } from '#delivery'
import { approval } from '../approval.ts'
import { command } from '../command.ts'
import { deliveryDesk } from '../delivery-desk.ts'
import { applyOptions, deliveryArguments, yesArgument } from '../delivery-words.ts'
import { soundPod } from '../described-pod.ts'
import { madeStacks } from '../made-stacks.ts'
import { printedResults, resultFindings, resultsData, resultsExitCode } from '../printed-results.ts'
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
    const { model, findings } = await soundPod(args, desk)
    const cluster = await clusterWanted(model, desk)
    const stacks = madeStacks(model, args)
    const { context, why } = await deliveryDesk(model, stacks, args, desk, { cluster })
    const approve = approval(model, args.yes ?? false, desk)
    const results = await applyStacks(context, stacks, { ...applyOptions(args), ...(approve && { approve }) })
    return {
      data: {
        pod: model.name,
        target: model.target.name,
        delivery: context.delivery,
        why,
        stacks: resultsData(results),
      },
      findings: [...findings, ...resultFindings(results)],
      text: (colors) => printedResults(results, 'as config has them', colors),
      exitCode: resultsExitCode(results),
    }
  },
})
