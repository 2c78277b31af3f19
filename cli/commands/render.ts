import { relative } from 'node:path'
import { counted } from '#core'
import { podArgument, targetArgument } from '../arguments.ts'
import { chartRenderer } from '../chart-objects.ts'
import { command } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { madeStacks } from '../made-stacks.ts'
import { writeManifests } from '../manifests.ts'
import { stackArguments } from '../stack-words.ts'

/** Writes Kubernetes YAML. */
export const render = command({
  name: 'render',
  summary: 'the same as plain Kubernetes YAML, a folder a stack',
  description: [
    'For GitOps, scanners and eyes. A Helm release becomes its objects where its chart is on this machine (ours, those of',
    "the twin's tools, those of the mirror); of a chart of others, its home, version and values are recorded beside them.",
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    ...stackArguments,
    out: { type: 'string', valueHint: 'folder', description: 'where to write (default: cdktf.out/manifests)' },
  },
  examples: [
    { line: './superpod render', purpose: 'every stack of the default pod' },
    { line: './superpod render gefion --tenant genomics --out /tmp/genomics', purpose: 'one tenant, elsewhere' },
  ],
  async run(args, desk) {
    const { model, findings } = await soundPod(args, desk)
    const stacks = await writeManifests(madeStacks(model, args), {
      folder: args.out,
      workspace: desk.environment.workspace,
      cwd: desk.environment.cwd,
      charts: await chartRenderer(desk),
    })
    return {
      data: { stacks },
      findings,
      text: (colors) =>
        [
          ...stacks.map(({ folder, objects, releases }) => {
            const size = [
              counted(objects, 'object'),
              ...(releases > 0 ? [`${counted(releases, 'chart')} recorded`] : []),
            ].join(', ')
            return `${relative(desk.environment.cwd, folder) || '.'}  ${colors.dim(size)}`
          }),
          `${colors.green('✓')} ${counted(stacks.length, 'stack')} rendered`,
        ].join('\n'),
    }
  },
})
