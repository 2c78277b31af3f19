import { readFile } from 'node:fs/promises'
import { plannedStacks } from '#delivery'
import { command } from '../command.ts'
import { deliveryDesk } from '../delivery-desk.ts'
import { applyOptions, deliveryArguments } from '../delivery-words.ts'
import { soundPod } from '../described-pod.ts'
import { allStacks } from '../made-stacks.ts'
import { preflightStep } from '../preflight-step.ts'
import { planExitCode, plansData, printedPlans } from '../printed-plan.ts'
import { planWithoutCluster, targetCluster } from '../target-cluster.ts'

/** Says what would be done. */
export const plan = command({
  name: 'plan',
  summary: 'what would be done, thing by thing, and what speaks against it',
  description: 'Touches nothing on the cluster. Works for a brand-new pod too, with no cluster anywhere.',
  args: {
    ...deliveryArguments,
    raw: { type: 'boolean', description: "the engine's own text instead of ours" },
  },
  examples: [
    { line: './superpod plan', purpose: 'what has changed since the last apply' },
    { line: './superpod plan gefion --tenant genomics', purpose: 'one stack alone' },
    { line: './superpod plan gefion --target metal --all --json', purpose: 'everything, for a program' },
    { line: './superpod plan --raw --stack gefion-twin-platform', purpose: 'as Terraform itself prints it' },
  ],
  async run(args, desk) {
    const { model, findings, loaded } = await soundPod(args, desk)
    const stacks = await allStacks(model, args, desk)
    const cluster = await targetCluster(model, desk)
    const flown = await preflightStep(model, cluster, { ...args, stacks }, desk, {
      adopt: args.adopt,
      readOnly: true,
    })
    const { context, why } = await deliveryDesk(model, stacks, { ...args, from: loaded }, desk, { cluster })
    if (!context.cluster) desk.progress.note(planWithoutCluster(model))
    const planned = await plannedStacks(context, stacks, applyOptions(args))
    const raw = args.raw ? await engineTexts(planned.plans.map(({ log }) => log)) : undefined
    return {
      data: {
        pod: model.name,
        target: model.target.name,
        delivery: context.delivery,
        why,
        stacks: plansData(planned.plans),
      },
      findings: [...findings, ...flown, ...planned.findings],
      text: (colors) => raw ?? printedPlans(planned.plans, colors),
      exitCode: planExitCode(planned.plans, planned.findings),
    }
  },
})

/** What the engine itself said; a delivery without an engine has nothing to say. */
async function engineTexts(logs: readonly (string | undefined)[]): Promise<string> {
  const texts = await Promise.all(logs.map((log) => (log ? readFile(log, 'utf8').catch(() => '') : '')))
  return texts.map((text) => text.trimEnd()).join('\n') || 'no engine has said anything: nothing was planned by one'
}
