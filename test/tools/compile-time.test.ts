import { expect, test } from 'vitest'
import { CompileTime, printedEstimate } from '../../tools/compile-time.ts'

const parts = [
  { name: 'etcd', weightS: 30 },
  { name: 'kueue', weightS: 210 },
]

test('before anything is done, what is left follows from the cores', () => {
  expect(new CompileTime(parts, 2).leftS('etcd', 0)).toBe(240)
  expect(new CompileTime(parts, 4).leftS('etcd', 0)).toBe(120)
  expect(new CompileTime(parts, 1).leftS('etcd', 10)).toBe(470)
})

test('what is left follows the pace of what is done', () => {
  const time = new CompileTime(parts, 2)
  time.done('etcd', 60)
  // 120 s for 90 s of weight
  expect(time.leftS('kueue', 0)).toBeCloseTo(280)
})

test('a part that was only linked does not change the pace', () => {
  const time = new CompileTime(parts, 2)
  time.done('etcd', 2, { compiled: false })
  expect(time.leftS('kueue', 0)).toBe(210)
})

test('a part that takes too long never makes what is left negative', () => {
  expect(new CompileTime(parts, 2).leftS('kueue', 1000)).toBe(130)
})

test('an estimate is as rough as it is', () => {
  expect([20, 49, 50, 100, 590].map(printedEstimate)).toEqual([
    'less than a minute',
    'less than a minute',
    'about 1 min',
    'about 2 min',
    'about 10 min',
  ])
})
