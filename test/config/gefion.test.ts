import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPod, resolvePod } from '#config'

const dir = await resolvePod('gefion', '.')

test.each([undefined, 'twin', 'kind', 'metal'])(
  'Gefion has no fault in any of its files (target %s)',
  async (target) => {
    const loaded = await loadPod(dir, target)
    expect(loaded.findings).toEqual([])
    expect(loaded.target?.name).toBe(target)
    expect(loaded.targets).toEqual(['aks', 'eks', 'gke', 'kind', 'metal', 'twin'])
  },
)

test('Gefion has six scalable units of DGX H100', async () => {
  const { pod } = await loadPod(dir)
  expect(pod?.systems).toMatchObject({ generation: 'dgx-h100', scalableUnits: 6 })
})

describe('the tenants of Gefion', async () => {
  const { tenants } = await loadPod(dir)

  test('are eight, one of them retired', () => {
    expect(tenants).toHaveLength(8)
    expect(tenants.filter(({ state }) => state === 'retired').map(({ name }) => name)).toEqual(['protein-pilot'])
  })

  test('are dedicated where their data is sensitive, and nowhere else', () => {
    expect(tenants.filter(({ placement }) => placement.dedicated.length > 0).map(({ name }) => name)).toEqual(
      tenants.filter(({ sensitivity }) => sensitivity === 'sensitive').map(({ name }) => name),
    )
  })

  test('leave four scalable units wholly shared, so that a job of 127 systems finds them', () => {
    const dedicated = tenants.flatMap(({ placement }) => placement.dedicated)
    expect(dedicated.filter((name) => /^su[1245](-|$)/.test(name))).toEqual([])
    expect(tenants.find(({ name }) => name === 'danish-language')?.gpus.burst).toBe(127 * 8)
  })

  test('are marked as illustrative', () => {
    for (const { name } of tenants) {
      expect(readFileSync(join(dir, 'tenants', `${name}.yaml`), 'utf8')).toContain(
        '# Illustrative: no real organisation',
      )
    }
  })
})

test('every file of Gefion names the JSON Schema that editors check it by', () => {
  const files = ['superpod.yaml', 'tenants', 'targets'].flatMap((name) => yamlFiles(join(dir, name)))
  expect(files).toHaveLength(15)
  for (const file of files) {
    const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8'))?.[1] ?? 'none'
    expect(existsSync(join(dirname(file), schema)), `${file} names ${schema}`).toBe(true)
  }
})

function yamlFiles(path: string): string[] {
  return path.endsWith('.yaml') ? [path] : readdirSync(path).map((name) => join(path, name))
}
