import { expect, test } from 'vitest'
import { chosenDelivery, type DeliveryOptions } from '#delivery'

const twin: DeliveryOptions = {
  target: { name: 'twin', kind: 'twin' },
  engine: 'terraform 1.11.4',
  providers: 'mirror',
}
const metal: DeliveryOptions = { ...twin, target: { name: 'metal', kind: 'kubeconfig' } }

test('a twin is delivered with terraform where its providers can be had, else with manifests', () => {
  expect(chosenDelivery(twin)).toEqual({
    delivery: 'terraform',
    why: 'terraform 1.11.4 is here and the mirror has its providers',
  })
  expect(chosenDelivery({ ...twin, providers: undefined }).delivery).toBe('manifests')
  expect(chosenDelivery({ ...twin, engine: undefined, lacking: 'terraform is 1.5.0' })).toEqual({
    delivery: 'manifests',
    why: 'terraform is 1.5.0',
  })
})

test('a real target never falls back', () => {
  expect(chosenDelivery({ ...metal, providers: undefined, engine: undefined }).delivery).toBe('terraform')
})

test('fails when a real target is asked to use manifests', () => {
  expect(() => chosenDelivery({ ...metal, insisted: 'manifests' })).toThrow('delivery/not-for-target')
})

test('a cluster stays with the delivery that it has, even when the other one becomes possible', () => {
  expect(chosenDelivery({ ...twin, recorded: 'manifests' }).delivery).toBe('manifests')
})

test('fails when a cluster that was delivered one way is asked to go the other', () => {
  expect(() => chosenDelivery({ ...twin, recorded: 'manifests', insisted: 'terraform' })).toThrow('delivery/other')
})
