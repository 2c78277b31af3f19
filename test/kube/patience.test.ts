import { expect, test } from 'vitest'
import { failure, silent } from '#core'
import { isWorthAnotherTry, withPatience } from '#kube'

test('a webhook that is not up yet is worth another try, a refusal of it is not', () => {
  const refused = fault('Internal error occurred: failed calling webhook "vclusterqueue.kb.io": connection refused')
  expect(isWorthAnotherTry(refused)).toBe(true)
  expect(isWorthAnotherTry(fault('admission webhook "vclusterqueue.kb.io" denied the request'))).toBe(false)
  expect(isWorthAnotherTry(new Error('failed calling webhook'))).toBe(false)
})

test('a kind that an operator is about to bring is worth another try', () => {
  expect(isWorthAnotherTry(fault('the cluster has no matches for kind IPPool yet'))).toBe(true)
})

test('what fails at a webhook that starts is tried until it succeeds, what fails otherwise fails at once', async () => {
  let tries = 0
  const starting = async () => {
    tries += 1
    if (tries < 2) throw fault('failed calling webhook "mjob.kb.io": code 502: 502 Bad Gateway')
    return tries
  }
  const patience = { progress: silent, step: 'proof' }
  expect(await withPatience(patience, starting)).toBe(2)
  const refusing = async () => {
    tries += 1
    throw fault('admission webhook "mjob.kb.io" denied the request')
  }
  await expect(withPatience(patience, refusing)).rejects.toThrow('denied')
  expect(tries).toBe(3)
})

function fault(message: string) {
  return failure({ code: 'cluster/refused', path: 'Job a/b', message, remedy: 'wait' })
}
