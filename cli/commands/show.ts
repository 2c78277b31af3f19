import { stringify } from 'yaml'
import { podNames } from '#config'
import { didYouMean, wordList, wrongUsage } from '#core'
import { podValues } from '#model'
import { podArgument, targetArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { overview } from '../overview.ts'

/** Prints values of the model. */
export const show = command({
  name: 'show',
  summary: 'any value that follows from the config',
  description: [
    'Without a path: the pod at a glance. With one: the value there, as YAML or JSON.',
    'One argument alone is a pod when config/ has a folder of that name, else a path.',
  ].join('\n'),
  args: {
    pod: podArgument,
    path: { type: 'positional', required: false, description: 'names joined by dots, such as fabric.compute' },
    target: targetArgument,
  },
  examples: [
    { line: './superpod show', purpose: 'the pod at a glance' },
    { line: './superpod show gefion fabric.compute.spineSwitches', purpose: 'one number, for a script' },
    { line: './superpod show tenants.genomics', purpose: 'all that follows for one tenant' },
    { line: './superpod show gefion --json', purpose: 'every value, for a program' },
  ],
  async run(args, desk) {
    const { pod, path } = await sorted(args, desk)
    const { model, findings } = await soundPod({ pod, target: args.target }, desk)
    const values = podValues(model)
    if (path === undefined)
      return { data: values, findings, text: (colors) => overview(model, pod ?? model.name, colors) }
    const value = valueAt(values, path)
    return { data: value, text: () => printed(value), exitCode: 0 }
  },
})

async function sorted({ pod, path }: { pod?: string; path?: string }, desk: Desk) {
  if (pod === undefined || path !== undefined || /[\\/]/.test(pod)) return { pod, path }
  return (await podNames(desk.root)).includes(pod) ? { pod } : { path: pod }
}

function valueAt(values: unknown, path: string): unknown {
  let value = values
  const walked: string[] = []
  for (const key of path.split('.')) {
    const known = typeof value === 'object' && value !== null ? Object.keys(value) : []
    if (!known.includes(key)) throw noValue(path, key, walked, known)
    value = (value as Record<string, unknown>)[key]
    walked.push(key)
  }
  return value
}

function noValue(path: string, key: string, walked: readonly string[], known: readonly string[]) {
  const meant = didYouMean(key, known)
  const place = walked.length === 0 ? 'the model' : walked.join('.')
  return wrongUsage({
    code: 'usage/no-such-value',
    path,
    message: `${place} has no ${key}${meant ? `: did you mean ${meant}?` : ''}`,
    remedy:
      known.length === 0
        ? `stop at ${walked.join('.')}, which holds nothing more`
        : `use ${wordList(known.length > 24 ? [...known.slice(0, 24), 'others'] : known)}`,
  })
}

function printed(value: unknown): string {
  return typeof value === 'object' && value !== null ? stringify(value, { lineWidth: 0 }).trimEnd() : String(value)
}
