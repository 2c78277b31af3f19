import { expect, test } from 'vitest'
import { fieldChanges } from '#core'

test('equal things differ in no field, whatever the order of their keys', () => {
  expect(fieldChanges({ a: 1, b: [{ name: 'x', c: 2 }] }, { b: [{ c: 2, name: 'x' }], a: 1 })).toEqual([])
})

test('what Terraform writes as an empty block is what is not there', () => {
  expect(fieldChanges({ a: [], b: {}, c: null, d: '' }, {})).toEqual([])
})

test('items of a list are told apart by their names, not by their places', () => {
  const before = { flavors: [{ name: 'a', quota: '8' }] }
  const after = {
    flavors: [
      { name: 'b', quota: '1' },
      { name: 'a', quota: '8' },
    ],
  }
  expect(fieldChanges(before, after)).toEqual([
    { path: ['flavors', '[b]', 'name'], before: undefined, after: 'b' },
    { path: ['flavors', '[b]', 'quota'], before: undefined, after: '1' },
  ])
})

test('a field of another type is one change', () => {
  expect(fieldChanges({ a: '1' }, { a: { b: 1 } })).toEqual([{ path: ['a'], before: '1', after: { b: 1 } }])
})

test('an item of a list that says nothing is there all the same: an empty selector is everybody', () => {
  const whole = { from: [{ podSelector: {} }] }
  expect(fieldChanges({ ingress: [{}] }, { ingress: [whole] })).toEqual([
    { path: ['ingress', '[0]', 'from', '[0]'], before: undefined, after: { podSelector: {} } },
  ])
})

test('two items of one name are two', () => {
  const [user, group] = [
    { kind: 'User', name: 'ada' },
    { kind: 'Group', name: 'ada' },
  ]
  expect(fieldChanges({ subjects: [group] }, { subjects: [group, user] })).toEqual([
    { path: ['subjects', '[ada 2]', 'kind'], before: undefined, after: 'User' },
    { path: ['subjects', '[ada 2]', 'name'], before: undefined, after: 'ada' },
  ])
})
