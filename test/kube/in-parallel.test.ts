import { expect, test } from 'vitest'
import { inParallel } from '#kube'

test('results come in the order of the items, and no more run at once than may', async () => {
  let running = 0
  let most = 0
  const results = await inParallel([30, 5, 20, 1, 10], 2, async (milliseconds, index) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    running -= 1
    return `${index}:${milliseconds}`
  })
  expect(results).toEqual(['0:30', '1:5', '2:20', '3:1', '4:10'])
  expect(most).toBe(2)
})

test('fails with the first failure, and begins nothing new after it', async () => {
  const begun: number[] = []
  const work = inParallel([1, 2, 3, 4, 5, 6], 2, async (item) => {
    begun.push(item)
    await new Promise((resolve) => setTimeout(resolve, item))
    if (item === 2) throw new Error('two')
  })
  await expect(work).rejects.toThrow('two')
  expect(begun).not.toContain(6)
})

test('nothing to do is done at once', async () => {
  expect(await inParallel([], 4, async () => 1)).toEqual([])
})
