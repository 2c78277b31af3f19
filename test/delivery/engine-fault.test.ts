import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { engineFault } from '../../delivery/engine-fault.ts'
import { errorWords } from '../../delivery/engine-words.ts'

/** What a real engine said. */
const words = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'engine', `${name}.txt`), 'utf8')

const fault = (verb: string, said: string) => {
  const providers = [{ source: 'registry.terraform.io/hashicorp/kubernetes', version: '2.38.0' }]
  const about = {
    engine: 'terraform',
    log: '/logs/x.log',
    mirror: '/mirror/providers',
    providers,
    platform: 'linux_amd64',
    cwd: '/stacks/gefion-twin-platform',
    json: {},
  }
  const { exitCode, findings } = engineFault({ ...about, stack: 'gefion-twin-platform', verb, said })
  return { exitCode, ...findings[0] }
}

test('fails at a state that somebody has locked, and names who, what and which lock', () => {
  const found = fault('plan', words('state-locked'))
  expect(found).toMatchObject({ exitCode: 3, code: 'state/locked' })
  expect(found.message).toBe(
    'the state of gefion-twin-platform is locked by root@vm (OperationTypeApply, since 2026-11-24 07:12)',
  )
  expect(found.remedy).toContain('force-unlock 4cd5d067-d301-f32b-557f-7588610b8d12')
})

test('fails where no provider can be had, and names address, file, and the way to a mirror', () => {
  const found = fault('init', words('no-providers'))
  expect(found).toMatchObject({ exitCode: 3, code: 'providers/unreachable' })
  expect(found.message).toContain('https://registry.terraform.io does not give')
  expect(found.message).toContain('/mirror/providers/registry.terraform.io/hashicorp/kubernetes/2.38.0/linux_amd64')
  expect(found.remedy).toContain('terraform providers mirror /mirror/providers')
})

test('fails where charts can be had neither from home nor from the mirror, and does not blame the cluster', () => {
  const found = fault('plan', words('no-charts'))
  expect(found).toMatchObject({ exitCode: 3, code: 'chart/unreachable' })
  expect(found.message).toBe(
    'gefion-twin-platform needs gpu-operator, oci://registry.k8s.io/kueue/charts/kueue and network-operator, but neither helm.ngc.nvidia.com or registry.k8s.io nor the mirror /mirror/charts has them',
  )
})

test('fails at a kind that its operator has not brought yet, and goes on where it was', () => {
  const found = fault('apply', words('kind-unknown'))
  expect(found).toMatchObject({ exitCode: 3, code: 'cluster/kind-unknown' })
  expect(found.message).toBe(
    'the cluster has no matches for kind IPPool yet, which apply of gefion-twin-platform needs',
  )
  expect(found.remedy).toContain('run the command again')
})

test('fails at a cluster that does not answer', () => {
  expect(fault('plan', words('cluster-unreachable'))).toMatchObject({ exitCode: 3, code: 'cluster/unreachable' })
})

test('fails at a full disk, with nothing lost', () => {
  const found = fault('apply', 'Error: Failed to save state\n\nwrite x.tfstate: no space left on device\n')
  expect(found).toMatchObject({ exitCode: 3, code: 'disk/full' })
  expect(found.remedy).toContain('state/backup')
})

test('fails at anything else with the words of the engine, and the log', () => {
  const found = fault('apply', '╷\n│ Error: Something new\n│ \n│ with many\n│ lines\n╵\n')
  expect(found).toMatchObject({
    exitCode: 3,
    code: 'engine/failed',
    message: expect.stringContaining('Something new with many lines'),
  })
  expect(found.remedy).toContain('/logs/x.log')
  expect(errorWords('no error at all')).toBe('no error at all')
})
