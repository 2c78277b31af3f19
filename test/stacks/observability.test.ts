import { describe, expect, test } from 'vitest'
import { Pod } from '#config'
import { podModel } from '#model'
import { addresses, loadedGefion, stacksOf } from '../kit/gefion.ts'
import { resourceAt } from '../kit/loose-stack.ts'

const own = ['helm_release.dashboards', 'helm_release.kube-prometheus-stack', 'helm_release.observability']

async function platformOf(observability: object, target = 'metal') {
  const gefion = await loadedGefion(target)
  const { pod } = gefion
  if (!pod) throw new Error('Gefion has no pod')
  const { platform } = Pod.parse({ name: 'gefion', systems: pod.systems, platform: { observability } })
  const stacks = stacksOf(podModel({ ...gefion, pod: { ...pod, platform } }))
  const stack = stacks.get(`gefion-${target}-platform`)
  if (!stack) throw new Error('there is no platform')
  return { json: stack.json, made: addresses(stack).filter((address) => own.includes(address)) }
}

describe('observability', () => {
  test('is there on a real cluster, our objects after the kinds that they are of', async () => {
    const { json, made } = await platformOf({})
    expect(made).toEqual(own)
    for (const release of ['observability', 'dashboards']) {
      expect(resourceAt(json, `helm_release.${release}`)['depends_on']).toContain('helm_release.kube-prometheus-stack')
    }
  })

  test('counts parts of GPUs as what they are of one, and whole GPUs without a rule', async () => {
    const gefion = await loadedGefion('metal')
    const rules = (sharing: object) => {
      const raw = { name: 'gefion', systems: gefion.pod?.systems, platform: { gpuOperator: { sharing } } }
      const pod = Pod.parse(raw)
      const stack = stacksOf(podModel({ ...gefion, pod, tenants: [] })).get('gefion-metal-platform')
      return JSON.stringify(resourceAt(stack?.json ?? {}, 'helm_release.observability')['values'])
    }
    expect(rules({})).not.toContain('* 0 + ')
    const mixed = rules({ shared: { mig: { strategy: 'mixed', layout: 'all-balanced' } } })
    for (const part of [1 / 7, 2 / 7, 3 / 7]) expect(mixed).toContain(`* 0 + ${part}`)
    expect(rules({ shared: { mig: { strategy: 'single', layout: '1g.20gb' } } })).toContain('* 0 + 0.25')
  })

  test.each(['twin', 'kind'])('is not there on %s, where there is no GPU', async (target) => {
    expect((await platformOf({}, target)).made).toEqual([])
  })

  test('of somebody else gets our objects in our own namespace, and nothing is installed', async () => {
    const { json, made } = await platformOf({ owner: 'external', selectorLabels: { release: 'theirs' } })
    expect(made).toEqual(['helm_release.dashboards', 'helm_release.observability'])
    const text = JSON.stringify(resourceAt(json, 'helm_release.observability')['values'])
    expect(text).toContain('\\"release\\":\\"theirs\\"')
    expect(text).not.toContain('\\"namespace\\":\\"monitoring\\"')
  })

  test('makes no objects where they are not wanted, and no pages where nobody shows them', async () => {
    expect((await platformOf({ owner: 'external', rules: false })).made).toEqual([])
    expect((await platformOf({ grafana: { enabled: false } })).made).toEqual(own.slice(1))
  })
})
