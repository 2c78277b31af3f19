import { expect, test } from 'vitest'
import { stuckKinds } from '../../twin/agent/stuck-kinds.ts'

/** A definition as an API server left it that had forgotten it: recorded with Kubernetes 1.35.4, four minutes later. */
const forgotten = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'resourceflavors.kueue.x-k8s.io', uid: 'a', resourceVersion: '1' },
  status: {
    conditions: [
      { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', lastTransitionTime: '2026-11-24T15:29:50Z' },
      { type: 'Established', status: 'False', reason: 'Installing', lastTransitionTime: '2026-11-24T15:29:50Z' },
    ],
  },
}

const at = (time: string) => Date.parse(`2026-11-24T${time}Z`)

test('a kind that is on its way for long is stuck, and one that has just come is not', () => {
  expect(stuckKinds([forgotten], at('15:34:29'))).toEqual([forgotten])
  expect(stuckKinds([forgotten], at('15:29:53'))).toEqual([])
})

test('a kind that is served is not stuck, nor one whose names are another’s', () => {
  const [names, established] = forgotten.status.conditions
  const changed = (change: object) => ({ ...forgotten, status: { conditions: [names, { ...established, ...change }] } })
  expect(stuckKinds([changed({ status: 'True', reason: 'InitialNamesAccepted' })], at('15:34:29'))).toEqual([])
  expect(stuckKinds([changed({ reason: 'NotAccepted' })], at('15:34:29'))).toEqual([])
})
