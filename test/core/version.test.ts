import { expect, test } from 'vitest'
import { isAtLeast } from '#core'

test.each([
  ['1.10.0', '1.10', true],
  ['1.9.8', '1.10', false],
  ['go1.26.1', '1.26.0', true],
  ['2.0.0', '1.10', true],
  ['1.10', '1.10.1', false],
  ['1.12.0-beta1', '1.10', true],
])('version %s is at least %s: %s', (version, least, is) => {
  expect(isAtLeast(version, least)).toBe(is)
})
