import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { superpodJson } from '../kit/superpod.ts'
import { compiledTools } from '../twin/kit/small-machine.ts'

let out: string

beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'superpod-render-'))
})

afterEach(() => rmSync(out, { recursive: true }))

test('render writes an object a file, a folder a stack', async () => {
  const { data } = await superpodJson(['render', 'gefion', '--tenant', 'genomics', '--out', out])
  expect(data.stacks).toMatchObject([{ name: 'gefion-twin-tenant-genomics', releases: 0 }])
  const folder = join(out, 'gefion-twin-tenant-genomics')
  const quota = parse(readFileSync(join(folder, 'genomics-train', 'resourcequota-quota.yaml'), 'utf8'))
  expect(quota.spec.hard['requests.nvidia.com/gpu']).toBe('240')
  expect(existsSync(join(folder, 'cluster', 'clusterqueue-genomics.yaml'))).toBe(true)
})

test('render again leaves files of others alone, and takes its own away', async () => {
  const folder = join(out, 'gefion-twin-tenant-genomics')
  await superpodJson(['render', 'gefion', '--tenant', 'genomics', '--out', out])
  writeFileSync(join(folder, 'mine.yaml'), 'kind: ConfigMap\n')
  writeFileSync(join(folder, 'old.yaml'), '# made by ./superpod render: gefion-twin-tenant-genomics\n')
  await superpodJson(['render', 'gefion', '--tenant', 'genomics', '--out', out])
  expect(readdirSync(folder)).toContain('mine.yaml')
  expect(readdirSync(folder)).not.toContain('old.yaml')
})

test('a chart that is not on this machine is recorded: where it is, which version, which values', async () => {
  const { data } = await superpodJson(
    ['render', 'gefion', '--target', 'metal', '--stack', 'gefion-metal-platform', '--out', out],
    {
      env: { SUPERPOD_CACHE: join(out, 'cache') },
    },
  )
  expect(data.stacks[0].releases).toBeGreaterThan(1)
  const record = parse(readFileSync(join(out, 'gefion-metal-platform', 'charts', 'gpu-operator.yaml'), 'utf8'))
  expect(record).toMatchObject({ release: 'gpu-operator', chart: 'gpu-operator', values: expect.any(Object) })
})

test.skipIf(!compiledTools)(
  "Kueue's chart becomes its objects (skipped where the twin's tools are not compiled)",
  async () => {
    const { data } = await superpodJson(['render', 'gefion', '--stack', 'gefion-twin-platform', '--out', out])
    expect(data.stacks[0].releases).toBe(0)
    const file = 'gefion-twin-platform/charts/kueue/kueue-system/deployment-kueue-controller-manager.yaml'
    expect(parse(readFileSync(join(out, file), 'utf8')).kind).toBe('Deployment')
  },
)
