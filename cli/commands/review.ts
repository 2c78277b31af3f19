import { join, resolve } from 'node:path'
import { type Finding, hasErrors } from '#core'
import type { PodModel } from '#model'
import {
  githubAnnotations,
  isAtLeast,
  type Review,
  review,
  reviewData,
  reviewMarkdown,
  reviewText,
  type Verdict,
  verdicts,
} from '#review'
import { atArgument, podArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { dayToJudge } from '../day.ts'
import { loadedLayer } from '../loaded-layer.ts'
import { findingsData } from '../print.ts'
import { readPlans, unplanned } from '../read-plans.ts'
import { reviewFiles } from '../review-files.ts'
import { type ReviewedStates, reviewedStates, worktree } from '../reviewed-states.ts'
import { stackPairs } from '../stack-pairs.ts'
import { writtenFile } from '../written-file.ts'

/** Says what a change of config does. */
export const reviewCommand = command({
  name: 'review',
  summary: 'what a change of config does to the machine and to its tenants, between two git refs',
  description: [
    'Offline and without credentials: both sides are read from git, the work tree stays as it is, and both are judged by',
    "today's code. Compared is what head changed since it left base. Verdicts, from the least to the gravest:",
    'safe, disruptive (work restarts or systems drain), decision (access, identity), destroys (data or queues go).',
  ].join('\n'),
  args: {
    pod: podArgument,
    base: { type: 'string', valueHint: 'ref', description: 'git ref to compare with (default: HEAD)' },
    head: {
      type: 'string',
      valueHint: 'ref',
      description: 'git ref that is reviewed (default: worktree, the files as they are)',
    },
    target: {
      type: 'string',
      valueHint: 'name',
      description:
        'file of targets/ that it is about (default: the first real cluster of base, else that of cdktf.json)',
    },
    at: atArgument,
    format: {
      type: 'enum',
      options: ['text', 'markdown', 'json', 'github'],
      description: 'for a terminal, a pull request, a program, or annotations of GitHub Actions (default: text)',
    },
    plan: {
      type: 'string',
      valueHint: 'folder',
      description: 'terraform show -json of stacks, <stack>.json each: what it would do beyond this is said too',
    },
    artifacts: {
      type: 'string',
      valueHint: 'folder',
      description: 'review.md and review.json there as well, and drawings before and after where placement changes',
    },
    'fail-on': {
      type: 'enum',
      options: [...verdicts],
      description: 'exit code 1 for this verdict and graver ones',
    },
  },
  examples: [
    { line: './superpod review', purpose: 'what is not committed yet, against HEAD' },
    { line: './superpod review gefion --base origin/main --head my-branch', purpose: 'what a branch would do' },
    {
      line: './superpod review gefion --base origin/main --format markdown --fail-on destroys',
      purpose: 'for a pull request: a comment, and a gate',
    },
  ],
  async run(args, desk) {
    const format = desk.json ? 'json' : (args.format ?? 'text')
    const states = await reviewedStates(
      {
        ...args,
        base: args.base ?? 'HEAD',
        head: args.head ?? worktree,
        at: dayToJudge(args.at, desk.today),
        placesFromTop: format === 'markdown' || format === 'github',
      },
      desk,
    )
    const result = await reviewed(states, dayToJudge(args.at, desk.today), args.plan, desk)
    const findings = [...result.findings.fresh, ...gateFindings(result, args['fail-on'])]
    const told = findings.filter(({ severity }) => severity !== 'info' || findings.length < 4)
    const data = { ...reviewData(result), failOn: args['fail-on'] ?? null, findings: findingsData(findings) }
    if (args.artifacts !== undefined) {
      const folder = resolve(desk.environment.cwd, args.artifacts)
      for (const [name, content] of reviewFiles(result, data, states)) await writtenFile(join(folder, name), content)
    }
    return {
      data,
      findings: format === 'json' ? findings : told,
      exitCode: hasErrors(findings) ? 1 : 0,
      text: (colors) => printed(result, format, data, colors),
    }
  },
})

async function reviewed(states: ReviewedStates, at: string, plan: string | undefined, desk: Desk): Promise<Review> {
  const { before, after } = states
  const layerOf = async (model: PodModel | undefined) => (model ? await loadedLayer(model, desk) : undefined)
  const layers = { before: await layerOf(before.model), after: await layerOf(after.model) }
  const { pairs, ...names } = stackPairs(before.model, after.model, layers)
  const { cwd } = desk.environment
  const read = plan === undefined ? undefined : await readPlans(plan, cwd, [...names.before, ...names.after])
  const result = review({
    before: { ...before, stacks: names.before },
    after: { ...after, stacks: names.after },
    pairs,
    at,
    plans: read?.plans ?? [],
    findings: [...states.findings, ...(read?.findings ?? [])],
  })
  if (!read || plan === undefined) return result
  const more = unplanned(result.stacks.changed, read.plans, plan)
  return { ...result, findings: { ...result.findings, fresh: [...more, ...result.findings.fresh] } }
}

function printed(result: Review, format: string, data: unknown, colors: Parameters<typeof reviewText>[1]): string {
  if (format === 'markdown') return reviewMarkdown(result)
  if (format === 'github') return githubAnnotations(result)
  return format === 'json' ? JSON.stringify(data, undefined, 2) : reviewText(result, colors)
}

function gateFindings({ verdict, comparable, lines }: Review, limit: string | undefined): Finding[] {
  if (limit === undefined) return []
  const gate = { code: 'review/gate', severity: 'error', path: '--fail-on' } as const
  if (!comparable) {
    const message = `the two states cannot be compared: nothing says that it is not ${limit} or graver, which shall fail`
    return [{ ...gate, message, remedy: 'mend the files of both sides, or let a second person decide on the diff' }]
  }
  if (!isAtLeast(verdict, limit as Verdict)) return []
  const codes = [
    ...new Set(lines.filter((line) => isAtLeast(line.verdict, limit as Verdict)).map(({ topic }) => topic)),
  ]
  return [
    {
      ...gate,
      message: `the verdict is ${verdict}, and ${limit} or graver shall fail${codes.length > 0 ? `: ${codes.join(', ')}` : ''}`,
      remedy: 'have a second person decide, by the rules of the branch, or change what the lines name',
    },
  ]
}
