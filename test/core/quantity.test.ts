import { expect, test } from 'vitest'
import { decimalQuantity, gibibyteQuantity } from '#core'

test.each([
  [0, '0'],
  [1016, '1016'],
  [1000, '1k'],
  [26_000, '26k'],
  [1_000_000, '1M'],
])('the API writes the number %i as %s', (count, quantity) => {
  expect(decimalQuantity(count)).toBe(quantity)
})

test.each([
  [0, '0'],
  [248, '248Gi'],
  [1024, '1Ti'],
  [1536, '1536Gi'],
  [2_097_152, '2Pi'],
])('the API writes %i GiB as %s', (gibibytes, quantity) => {
  expect(gibibyteQuantity(gibibytes)).toBe(quantity)
})
