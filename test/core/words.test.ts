import { expect, test } from 'vitest'
import { counted, didYouMean, wordList } from '#core'

test('a slip of the finger finds the word that was meant', () => {
  expect(didYouMean('gauranteed', ['guaranteed', 'burst'])).toBe('guaranteed')
  expect(didYouMean('dgx-h10', ['dgx-h100', 'dgx-b200'])).toBe('dgx-h100')
})

test('a word that is near to none finds nothing', () => {
  expect(didYouMean('colour', ['guaranteed', 'burst'])).toBeUndefined()
})

test('lists and counts read as a sentence has them', () => {
  expect(wordList(['su1', 'su2', 'su3'], 'and')).toBe('su1, su2 and su3')
  expect(counted(1, 'system')).toBe('1 system')
  expect(counted(1528, 'GPU')).toBe('1,528 GPUs')
})

test('a count has its thousands apart, and its noun in the plural but for one', () => {
  expect(counted(1, 'system')).toBe('1 system')
  expect(counted(999, 'GPU')).toBe('999 GPUs')
  expect(counted(1528, 'GPU')).toBe('1,528 GPUs')
  expect(counted(1_000_000, 'switch', 'switches')).toBe('1,000,000 switches')
})
