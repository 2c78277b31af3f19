import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { terraformHere } from '../delivery/kit/tiny-machine.ts'
import { eightSystems, type LivePod, livePod, liveTenantFile, liveTenants } from '../kit/live-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'
import { superpod } from '../kit/superpod.ts'

const minute = 60_000

const deliveries = [
  ['manifests', compiledTools ? '' : 'skipped: no compiled tools'],
  ['terraform', compiledTools && terraformHere ? '' : 'skipped: no compiled tools, or no providers'],
] as const

/** One of the two racks is `health`'s; half of it goes. */
const left = ['su1-r02-s1', 'su1-r02-s2']
const smaller = { ...liveTenants['health'], guaranteed: 16, burst: 16, dedicated: 'su1-r02-s3, su1-r02-s4' }

describe.each(deliveries)('systems that leave a sensitive tenant, by %s', (delivery, lacking) => {
  const it = (title: string, body: () => Promise<void>) =>
    test(lacking === '' ? title : `${title} (${lacking})`, { skip: lacking !== '', timeout: 4 * minute }, body)
  let pod: LivePod
  beforeAll(async () => {
    if (lacking !== '') return
    pod = await livePod()
    const { exitCode, stderr } = await pod.run('up', '--delivery', delivery)
    if (exitCode !== 0) throw new Error(stderr)
  }, 4 * minute)
  afterAll(() => pod?.end(), minute)

  const codes = (data: { findings: readonly { code: string; severity: string }[] }) =>
    data.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  const withState = (state: string) =>
    pod.write('superpod.yaml', eightSystems.replace(/^systems: \{ (.*) \}$/m, `systems: { $1, state: { ${state} } }`))
  const node = (name: string) => pod.cluster().get({ apiVersion: 'v1', kind: 'Node', metadata: { name } })

  it('fails where they would simply be everybody’s, and no word of consent helps', async () => {
    await pod.write('tenants/health.yaml', liveTenantFile('health', smaller))
    const consent = ['--allow', 'disruptive', '--confirm', 'atoll', '--yes']
    for (const verb of ['plan', 'apply'] as const) {
      const { exitCode, data } = await pod.json(verb, ...(verb === 'plan' ? [] : consent))
      expect([verb, exitCode, codes(data)]).toEqual([verb, 1, expect.arrayContaining(['guard/not-quarantined'])])
    }
    // up makes the nodes of a twin what they are: not before the guard has agreed
    const { exitCode, stdout } = await pod.run('up', ...consent)
    expect([exitCode, (await node(left[0] ?? ''))?.metadata.labels?.['superpod/pool']], stdout).toEqual([1, 'health'])
  })

  it('are in no pool and tainted once their quarantine is written', async () => {
    await withState(left.map((name) => `${name}: { state: quarantine, of: health, since: 2026-11-20 }`).join(', '))
    const { exitCode, stderr } = await pod.run('up', '--allow', 'disruptive')
    expect(exitCode, stderr).toBe(0)
    const live = await node(left[0] ?? '')
    expect(live).toMatchObject({
      metadata: { labels: { 'superpod/quarantine-of': 'health' } },
      spec: {
        taints: expect.arrayContaining([expect.objectContaining({ key: 'superpod/state', value: 'quarantine' })]),
      },
    })
    const { data } = await pod.json('capacity')
    expect(data.left).toEqual({ health: 2 })
  })

  it('fails where they would go on without being released', async () => {
    await pod.write('superpod.yaml', eightSystems)
    const { exitCode, data } = await pod.json('plan')
    expect([exitCode, codes(data)]).toEqual([1, expect.arrayContaining(['guard/not-released'])])
  })

  it('are everybody’s once somebody stands for it that nothing is left on them', async () => {
    await withState(left.map((name) => `${name}: { state: quarantine, of: health, since: 2026-11-20 }`).join(', '))
    const words = ['--confirm', 'nvme-wiped,gpus-reset', '--by', 'Ada Lovelace']
    const env = { SUPERPOD_WORKSPACE: pod.workspace }
    const released = await superpod(['tenant', 'release', 'health', pod.folder, ...words], { env })
    expect(released.exitCode, released.stderr).toBe(0)
    const { exitCode, stderr } = await pod.run('up', '--allow', 'disruptive')
    expect(exitCode, stderr).toBe(0)
    const live = await node(left[0] ?? '')
    expect(live?.metadata.labels).toMatchObject({ 'superpod/pool': 'shared' })
    await pod.write('superpod.yaml', eightSystems)
    const after = await pod.json('plan', '--all')
    expect([after.exitCode, codes(after.data)]).toEqual([0, []])
  })
})
