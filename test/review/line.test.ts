import { expect, test, vi } from 'vitest'
import type { Draft } from '../../review/draft.ts'
import type { Effect } from '../../review/effect.ts'
import { reviewLines } from '../../review/line.ts'
import { reviewOf, state } from '../kit/planted-review.ts'

// rows the other way round: which reason is told must not depend on their order
vi.mock('#catalog', async (original) => {
  const catalog = await original<typeof import('#catalog')>()
  return {
    ...catalog,
    consequencesOf: (change: Parameters<typeof catalog.consequencesOf>[0]) => catalog.consequencesOf(change).reverse(),
  }
})

const effect: Effect = {
  stack: 'gefion-metal-platform',
  address: 'kubernetes_manifest.rule',
  kind: 'NodeFeatureRule',
  namespace: '',
  name: 'superpod-pools',
  action: 'update',
  fields: [
    { path: ['spec', 'rules', 'matchFeatures'], before: 'a', after: 'b' },
    { path: ['spec', 'rules', 'taints'], before: 'a', after: 'b' },
    { path: ['metadata', 'labels'], before: 'a', after: 'b' },
  ],
  class: 'restarts jobs',
  why: 'changes which work may run on a system',
}

const draft: Draft = {
  topic: 'pod/other',
  part: 'pod',
  what: 'something',
  why: 'somebody said so',
  class: 'access widened',
  path: '',
  reaches: [],
  explains: [{ kinds: ['NodeFeatureRule'] }],
}

const lines = (...drafts: Draft[]) => reviewLines(drafts, [effect], ['a', 'b'], () => undefined)

test('jobs that a line ends are told also where the line is graver for another reason', () => {
  const [line] = lines(draft)
  expect(line).toMatchObject({
    classes: ['access widened', 'restarts jobs'],
    restarts: ['a', 'b'],
    reaches: ['a', 'b'],
  })
})

test('the reason of a part of an effect is that of the gravest row, foreseen or not', () => {
  const some = { ...draft, class: 'in place' } as const
  const [foreseen] = lines({ ...some, explains: [{ kinds: ['NodeFeatureRule'], fields: /^spec\./ }] })
  expect(foreseen).toMatchObject({ class: 'restarts jobs' })
  expect(foreseen?.why).toContain('it changes which work may run on a system')
  const [, left] = lines({ ...some, explains: [{ kinds: ['NodeFeatureRule'], fields: /^metadata\./ }] })
  expect(left).toMatchObject({ class: 'restarts jobs', why: 'to update it changes which work may run on a system' })
})

const withPolicy = (policy: string) =>
  new Map([
    [
      'superpod.yaml',
      `name: one\nsystems: { generation: dgx-h100, scalableUnits: 1 }\nplatform: { policy: { ${policy} } }\n`,
    ],
    [
      'tenants/t.yaml',
      'name: t\ntitle: T\ngpus: { guaranteed: 1, burst: 8 }\nnamespaces: { train: {} }\nsensitivity: internal\naccess: { members: [g] }\n',
    ],
  ])

test.each([
  ['graceSeconds: 600', 'graceSeconds: 86400', 'access widened', 'waits for that long'],
  ['graceSeconds: 86400', 'graceSeconds: 600', 'restarts jobs', 'keeps running'],
  ['mode: deny', 'mode: audit', 'access widened', 'is admitted'],
  ['mode: audit', 'mode: deny', 'restarts jobs', 'keeps running'],
  ['priorityClasses: [a]', 'priorityClasses: [a, b]', 'access widened', 'is admitted'],
  ['priorityClasses: [a, b]', 'priorityClasses: [a]', 'restarts jobs', 'keeps running'],
])('policy %s → %s: %s', async (before, after, worst, why) => {
  const [base, head] = await Promise.all([
    state('base', withPolicy(before), 'twin'),
    state('head', withPolicy(after), 'twin'),
  ])
  const { review } = reviewOf(base, head)
  const line = review.lines.find(({ topic }) => topic === 'policies/setting')
  expect(line).toMatchObject({ class: worst, reaches: ['t'] })
  expect(line?.why).toContain(why)
})
