import { describe, expect, test } from 'vitest'
import { Pod } from '#config'
import { modelFindings, podModel } from '#model'
import { loadedGefion } from '../kit/gefion.ts'

async function findings(platform: object, target = 'metal') {
  const gefion = await loadedGefion(target)
  const pod = Pod.parse({ name: 'gefion', systems: { generation: 'dgx-h100', scalableUnits: 6 }, platform })
  return modelFindings(podModel({ ...gefion, pod }), { at: '2026-11-24' }).filter(({ code }) =>
    code.startsWith('observability/'),
  )
}

const codes = async (platform: object, target?: string) => (await findings(platform, target)).map(({ code }) => code)
const receivers = { chat: { kind: 'slack', secret: 'alerting' } }
const storage = { sizeGiB: 100 }

describe('metrics and alerts', () => {
  test('as they are: nobody is told, and nothing outlives a restart', async () => {
    expect(await codes({})).toEqual(['observability/metrics-not-kept', 'observability/nobody-told'])
  })

  test('with storage and a receiver there is nothing to say', async () => {
    expect(await codes({ observability: { storage, receivers } })).toEqual([])
  })

  test('a twin has none, and nothing is said of them', async () => {
    expect(await codes({}, 'twin')).toEqual([])
  })

  test('fails to keep a secret that goes over http', async () => {
    const remoteWrite = (url: string, secret?: string) => ({
      observability: { storage, receivers, remoteWrite: { archive: { url, ...(secret ? { secret } : {}) } } },
    })
    expect(await findings(remoteWrite('http://store.example.org', 'login'))).toMatchObject([
      {
        code: 'observability/secret-in-the-clear',
        severity: 'warning',
        path: 'platform.observability.remoteWrite.archive.url',
      },
    ])
    expect(await codes(remoteWrite('https://store.example.org', 'login'))).toEqual([])
    expect(await codes(remoteWrite('http://store.example.org'))).toEqual([])
  })

  test('an external exporter may not export what alerts read', async () => {
    const external = { gpuOperator: { owner: 'external' }, observability: { storage, receivers } }
    expect(await codes(external)).toEqual(['observability/counters-external'])
  })

  test('an external Prometheus may not know the labels that rules join on, unless it gets no rules', async () => {
    expect(await codes({ observability: { owner: 'external' } })).toEqual(['observability/external-labels'])
    expect(await codes({ observability: { owner: 'external', rules: false } })).toEqual([])
  })
})
