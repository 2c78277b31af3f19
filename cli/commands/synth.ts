import { join, relative } from 'node:path'
import { counted } from '#core'
import { workplaceOf, writeStacks } from '#delivery'
import { podArgument, targetArgument } from '../arguments.ts'
import { command } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { synthesisedStacks } from '../made-stacks.ts'
import { stackArguments } from '../stack-words.ts'

/** Writes Terraform JSON. */
export const synth = command({
  name: 'synth',
  summary: 'Terraform JSON for every stack, under cdktf.out/stacks',
  description: 'Needs nothing but Node, and no cluster. What has not changed is not written again.',
  args: { pod: podArgument, target: targetArgument, ...stackArguments },
  examples: [
    { line: './superpod synth', purpose: 'every stack of the default pod' },
    { line: './superpod synth gefion --target metal', purpose: 'for the machine itself' },
    { line: './superpod synth --tenant genomics', purpose: 'one stack alone' },
  ],
  async run(args, desk) {
    const { model, findings } = await soundPod(args, desk)
    const { workspace, cwd } = desk.environment
    const workplace = workplaceOf(workspace, model.name, model.target.name)
    const stacks = await synthesisedStacks(model, args, desk)
    const written = await writeStacks(workplace, stacks)
    const data = stacks.map(({ name, layer, tenant, json }) => {
      const file = join(relative(cwd, workplace.stackFolder(name)), 'cdk.tf.json')
      const resources = Object.values(json['resource'] ?? {}).flatMap((byName) => Object.keys(byName)).length
      return { name, layer, tenant, file, resources, written: written.includes(name) }
    })
    return {
      data: { stacks: data },
      findings,
      text: (colors) =>
        [
          ...data.map(({ file, resources }) => `${file}  ${colors.dim(counted(resources, 'resource'))}`),
          `${colors.green('✓')} ${counted(data.length, 'stack')}, ${written.length} of them written anew`,
        ].join('\n'),
    }
  },
})
