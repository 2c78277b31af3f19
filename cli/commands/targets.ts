import { type TargetKindName, targetKinds } from '#catalog'
import { loadTargets } from '#config'
import { didYouMean, Fault, wordList, wrongUsage } from '#core'
import { podArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { podFolder } from '../described-pod.ts'
import {
  markdownTargetKind,
  markdownTargets,
  type OwnTarget,
  printedTargetKind,
  printedTargets,
  targetKindData,
} from '../target-words.ts'

const kinds = Object.keys(targetKinds) as TargetKindName[]

/** Prints what each kind of target can do. */
export const targets = command({
  name: 'targets',
  summary: 'what each kind of target does with each part of the pod, and how far that was tried',
  description: [
    'Proof is the last row: applied on a date, validated, or synthesised only. With the name of a kind: that kind alone,',
    'each word with its sentence, and with the source or the reason behind it. Asks no cluster and no cloud.',
  ].join('\n'),
  args: {
    pod: { ...podArgument, description: `${podArgument.description}; or a kind: ${wordList(kinds)}` },
    format: {
      type: 'enum',
      options: ['text', 'markdown'],
      default: 'text',
      description: 'of the result: for a terminal, a ticket',
    },
    markdown: { type: 'boolean', description: 'the same as --format markdown' },
  },
  examples: [
    { line: './superpod targets', purpose: 'the table, and the targets of the default pod' },
    { line: './superpod targets kubeconfig', purpose: 'one kind, with sources and reasons' },
    { line: './superpod targets gefion --markdown', purpose: 'for a ticket' },
    { line: './superpod targets --json', purpose: 'for a program' },
  ],
  async run(args, desk) {
    const isMarkdown = args.markdown === true || args.format === 'markdown'
    const kind = kinds.find((each) => each === args.pod)
    if (kind !== undefined) {
      return {
        data: targetKindData(kind),
        text: (colors) => (isMarkdown ? markdownTargetKind(kind) : printedTargetKind(kind, colors)),
      }
    }
    const { targets: files, findings } = await loadTargets(await podOrFault(args.pod, desk))
    const own = files.map(({ name, target }): OwnTarget => ({ name, kind: target?.kind }))
    return {
      data: { kinds: Object.fromEntries(kinds.map((each) => [each, targetKindData(each)])), targets: own },
      findings,
      text: (colors) => (isMarkdown ? markdownTargets(own) : printedTargets(own, colors)),
    }
  },
})

/** The folder of a pod; a word that is neither a pod nor a kind may be meant as one. */
async function podOrFault(word: string | undefined, desk: Desk): Promise<string> {
  try {
    return await podFolder(word, desk)
  } catch (fault) {
    const meant = word === undefined ? undefined : didYouMean(word, kinds)
    if (!(fault instanceof Fault) || word === undefined || meant === undefined) throw fault
    throw wrongUsage({
      code: 'usage/value-unknown',
      path: word,
      message: `${word} is no pod, and no kind of target: did you mean ${meant}?`,
      remedy: `use ${wordList(kinds)}, or the name of a pod`,
    })
  }
}
