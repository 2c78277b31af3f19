import { expect, test } from 'vitest'
import type { ApplyRecord, Work } from '../../delivery/apply-record.ts'
import { type LineageFacts, lineageFinding, mayImport } from '../../delivery/lineage.ts'

const work: Work = { action: 'apply', commit: '', dirty: false, who: 'Ada', when: '2026-11-24T10:00:00Z' }
const record: ApplyRecord = {
  stack: 'a',
  ended: work,
  begun: undefined,
  hash: 'h',
  config: 'c',
  lineage: 'one',
  serial: 4,
  delivery: 'terraform',
}
const state = { serial: 4, lineage: 'one', resources: [{ mode: 'managed', type: 't', name: 'n' }] }
const facts: LineageFacts = {
  target: { name: 'metal', kind: 'kubeconfig' },
  stack: 'a',
  isLocal: true,
  state,
  record,
  live: { all: 3, missing: 0 },
}
const codeOf = (more: Partial<LineageFacts>) => lineageFinding({ ...facts, ...more })?.code

test('a state on record is its own, and may take in what it lacks', () => {
  expect(codeOf({ live: { all: 3, missing: 2 } })).toBeUndefined()
  expect(mayImport(facts, false)).toBe(true)
})

test('fails with another state, with none, and with an older copy', () => {
  expect(codeOf({ state: { ...state, lineage: 'two' } })).toBe('state/other-lineage')
  expect(codeOf({ state: undefined })).toBe('state/other-lineage')
  expect(codeOf({ state: { ...state, serial: 3 } })).toBe('state/behind')
  expect(mayImport({ ...facts, state: undefined }, false)).toBe(false)
})

test('what was destroyed may be made anew from anywhere, unless something of it is there', () => {
  const destroyed = { ...record, ended: { ...work, action: 'destroy' as const } }
  expect(codeOf({ record: destroyed, state: undefined, live: { all: 0, missing: 0 } })).toBeUndefined()
  expect(codeOf({ record: destroyed, state: undefined, live: { all: 1, missing: 1 } })).toBe('state/other-lineage')
})

test('fails where things are there that neither state nor record has', () => {
  expect(codeOf({ record: undefined, state: undefined, live: { all: 2, missing: 2 } })).toBe('state/unrecorded-objects')
  expect(codeOf({ record: undefined })).toBeUndefined()
})

test('fails with a state in a backend that is of another cluster', () => {
  const other = { record: undefined, isLocal: false, live: { all: 0, missing: 0 } }
  expect(codeOf(other)).toBe('state/of-another-cluster')
  expect(codeOf({ ...other, state: { ...state, resources: [] } })).toBeUndefined()
})

test('a twin and a kind cluster are of this computer alone', () => {
  for (const kind of ['twin', 'kind'] as const) {
    expect(codeOf({ target: { name: 'x', kind }, state: undefined })).toBeUndefined()
    expect(mayImport({ ...facts, target: { name: 'x', kind }, state: undefined }, false)).toBe(true)
  }
})
