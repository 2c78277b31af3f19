import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault } from '#core'
import {
  applyRecords,
  applyStacks,
  type DeliveryContext,
  type DeliveryStack,
  destroyStacks,
  type History,
  makeWorkplace,
  plannedStacks,
} from '#delivery'
import { compiledTools } from '../kit/small-twin.ts'
import { type StateServer, stateServer } from './kit/state-server.ts'
import {
  plainContext,
  type TinyMachine,
  tenantFile,
  terraformHere,
  tinyMachine,
  tinyStacks,
  twoTenants,
} from './kit/tiny-machine.ts'

const old = 'a'.repeat(40)
const young = 'b'.repeat(40)

/** The history of somebody whose config is of the newer or the older of two commits. */
function historyOf(who: string, commit: string): History {
  const commits = [{ id: young, subject: 'beta has half', author: 'Ada', files: ['tenants/beta.yaml'] }]
  return {
    who,
    commit,
    dirty: false,
    config: 'c',
    relation: async (other) => (other === commit ? 'same' : commit === young ? 'newer' : 'older'),
    since: async (other) => (other === commit ? [] : commits),
  }
}

describe.skipIf(!compiledTools || !terraformHere)(
  'two clones and one cluster (needs the compiled tools of the twin, and terraform with its providers)',
  { timeout: 300_000 },
  () => {
    let machine: TinyMachine
    let server: StateServer
    let stacks: readonly DeliveryStack[] = []
    const clones: string[] = []
    beforeAll(async () => {
      if (!compiledTools) return
      machine = await tinyMachine(compiledTools)
      server = await stateServer()
      stacks = await tinyStacks()
    }, 240_000)
    afterAll(async () => {
      await machine?.destroy()
      await server?.close()
      for (const clone of clones) await rm(clone, { recursive: true, force: true })
    })

    /** A clone of its own, with a state of its own, on the cluster that several people share. */
    const clone = async (who: string, more: Partial<DeliveryContext> = {}): Promise<DeliveryContext> => {
      const workspace = await mkdtemp(join(tmpdir(), 'clone-'))
      clones.push(workspace)
      const whole = await machine.context(stacks, 'terraform')
      const { workplace } = await plainContext(workspace, stacks, 'terraform')
      await makeWorkplace(workplace)
      await copyFile(whole.workplace.kubeconfig, workplace.kubeconfig)
      const target = { name: 'twin', kind: 'kubeconfig', shared: false } as const
      return { ...whole, workplace, target, history: historyOf(who, old), ...more }
    }
    const faultOf = async (effect: Promise<unknown>) => {
      const error = await effect.then(() => undefined).catch((each: unknown) => each)
      if (!(error instanceof Fault)) throw new Error(`no fault: ${JSON.stringify(error)}`)
      return { exitCode: error.exitCode, codes: error.findings.map(({ code }) => code), ...error.findings[0] }
    }
    const namespaceIds = async () => {
      const all = await machine.cluster.list({
        apiVersion: 'v1',
        kind: 'Namespace',
        labels: { 'superpod/tenant': undefined },
      })
      return Object.fromEntries(all.map(({ metadata }) => [metadata.name, metadata.uid]))
    }
    const records = () => applyRecords(machine.cluster)
    const ofTenant = (all: readonly DeliveryStack[], tenant: string) => all.filter((stack) => stack.tenant === tenant)

    let ada: DeliveryContext
    let bo: DeliveryContext
    let made: Record<string, string> = {}

    test('what the first one applies is on record: from which commit, by whom, with which state', async () => {
      ada = await clone('Ada')
      const results = await applyStacks(ada, stacks)
      expect(results.flatMap(({ findings }) => findings)).toEqual([])
      made = await namespaceIds()
      const all = await records()
      expect([...all.keys()].sort()).toEqual(stacks.map(({ name }) => name).sort())
      for (const stack of stacks) {
        const state = JSON.parse(await readFile(ada.workplace.stateFile(stack.name), 'utf8'))
        expect(all.get(stack.name)).toMatchObject({
          ended: { action: 'apply', commit: old, who: 'Ada', dirty: false },
          begun: undefined,
          lineage: state.lineage,
          serial: state.serial,
        })
      }
      expect((await applyStacks(ada, stacks)).every(({ outcome }) => outcome === 'unchanged')).toBe(true)
    })

    test('fails for a second clone with a state of its own: it neither takes over nor destroys what is there', async () => {
      bo = await clone('Bo')
      const planned = await plannedStacks(bo, stacks)
      expect(new Set(planned.findings.map(({ code }) => code))).toEqual(new Set(['state/other-lineage']))
      const found = await faultOf(applyStacks(bo, stacks))
      expect(found).toMatchObject({ exitCode: 1, code: 'state/other-lineage' })
      expect(found.message).toContain('by Ada on')
      const options = { wholePod: true, confirmed: ['tiny'], dataDeleted: true }
      expect(await faultOf(destroyStacks(bo, stacks, options))).toMatchObject({
        exitCode: 1,
        code: 'state/other-lineage',
      })
      expect(await namespaceIds()).toEqual(made)
    })

    test('what an apply made and its state lacks is taken in where the state is the one on record', async () => {
      const [stack] = ofTenant(stacks, 'beta')
      const file = ada.workplace.stateFile(stack?.name ?? '')
      const state = JSON.parse(await readFile(file, 'utf8'))
      const resources = state.resources.filter(({ type }: { type: string }) => type !== 'kubernetes_namespace_v1')
      await writeFile(file, JSON.stringify({ ...state, serial: state.serial + 1, resources }))
      const results = await applyStacks(ada, ofTenant(stacks, 'beta'), { all: true })
      expect(results).toMatchObject([{ findings: [] }])
      expect(await namespaceIds()).toEqual(made)
    })

    test('fails with a copy of the state that is older than the one on record', async () => {
      const [stack] = ofTenant(stacks, 'beta')
      const file = ada.workplace.stateFile(stack?.name ?? '')
      const now = await readFile(file, 'utf8')
      await writeFile(file, JSON.stringify({ ...JSON.parse(now), serial: 1 }))
      expect(await faultOf(applyStacks(ada, ofTenant(stacks, 'beta'), { all: true }))).toMatchObject({
        code: 'state/behind',
      })
      await writeFile(file, now)
    })

    test('whoever adopts takes it over as it is, and then the first one is refused', async () => {
      const results = await applyStacks(bo, ofTenant(stacks, 'beta'), { adopt: true })
      expect(results).toMatchObject([{ findings: [] }])
      expect(await namespaceIds()).toEqual(made)
      const found = await faultOf(applyStacks(ada, ofTenant(stacks, 'beta'), { all: true }))
      expect(found).toMatchObject({ code: 'state/other-lineage' })
      expect(found.message).toContain('by Bo on')
    })

    test('fails while somebody else has begun since the plan was made', async () => {
      const between = async () => {
        const object = {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'superpod-applied-tiny-twin-tenant-beta', namespace: 'superpod-system' },
        }
        await machine.cluster.patch(object, {
          data: {
            begun: JSON.stringify({
              action: 'apply',
              commit: old,
              dirty: false,
              who: 'Cy',
              when: '2026-11-24T10:00:00Z',
            }),
          },
        })
        return true
      }
      const changed = ofTenant(
        await tinyStacks({ ...twoTenants, beta: tenantFile('beta', { guaranteed: 24 }) }),
        'beta',
      )
      const [result] = await applyStacks(bo, changed, { approve: between, all: true })
      expect(result).toMatchObject({ outcome: 'failed', findings: [{ code: 'record/moved-on' }] })
      expect(result?.findings[0]?.message).toContain('by Cy on')
      expect((await applyStacks(bo, changed, { all: true }))[0]?.findings).toEqual([])
    })

    test('fails from a commit older than what is there, until it is named; a newer one says what rides along', async () => {
      const at = (commit: string) => ({ ...bo, history: historyOf('Bo', commit) })
      const less = ofTenant(await tinyStacks({ ...twoTenants, beta: tenantFile('beta', { guaranteed: 30 }) }), 'beta')
      const planned = await plannedStacks(at(young), less)
      expect(planned.findings).toMatchObject([{ code: 'record/rides-along', severity: 'info' }])
      expect(planned.findings[0]?.message).toContain('beta has half (Ada)')
      expect((await applyStacks(at(young), less))[0]?.findings).toEqual([])
      const back = ofTenant(stacks, 'beta')
      const found = await faultOf(applyStacks(at(old), back, { disruption: true }))
      expect(found).toMatchObject({ exitCode: 1, codes: ['record/older-commit'] })
      expect(
        (await applyStacks(at(old), back, { disruption: true, confirmed: [old.slice(0, 12)] }))[0]?.findings,
      ).toEqual([])
    })

    test('fails while the target is frozen where it would drain or destroy, and goes on where it would not', async () => {
      const freeze = { until: '2027-01-04', reason: 'the climate run' }
      const frozen = { ...bo, target: { ...bo.target, freeze } }
      const more = ofTenant(await tinyStacks({ ...twoTenants, beta: tenantFile('beta', { guaranteed: 24 }) }), 'beta')
      expect((await applyStacks(frozen, more))[0]?.findings).toEqual([])
      const retired = ofTenant(
        await tinyStacks({ ...twoTenants, beta: tenantFile('beta', { state: 'retired' }) }),
        'beta',
      )
      const found = await faultOf(applyStacks(frozen, retired, { disruption: true }))
      expect(new Set(found.codes)).toEqual(new Set(['freeze/held']))
      expect(found.message).toContain('frozen until 2027-01-04: the climate run')
      const gone = destroyStacks(frozen, more, { wholePod: false, confirmed: ['beta'], dataDeleted: true })
      expect((await faultOf(gone)).codes).toContain('freeze/held')
    })

    test('with one state that both reach, each goes on where the other one has left off', async () => {
      const shared = (all: readonly DeliveryStack[]) =>
        all.map((stack) => {
          const address = `${server.address}/${stack.name}`
          const http = { address, lock_address: `${address}/lock`, unlock_address: `${address}/lock` }
          return { ...stack, json: { ...stack.json, terraform: { ...stack.json.terraform, backend: { http } } } }
        })
      const target = { name: 'twin', kind: 'kubeconfig' } as const
      const [cy, di] = [await clone('Cy', { target }), await clone('Di', { target })]
      const beta = (all: readonly DeliveryStack[]) => shared(ofTenant(all, 'beta'))
      expect(await faultOf(applyStacks(cy, beta(stacks), { all: true }))).toMatchObject({ code: 'state/other-lineage' })
      const adopted = await applyStacks(cy, beta(stacks), { adopt: true, disruption: true })
      expect(adopted).toMatchObject([{ findings: [] }])
      expect(await applyStacks(di, beta(stacks))).toMatchObject([{ outcome: 'unchanged' }])
      const more = beta(await tinyStacks({ ...twoTenants, beta: tenantFile('beta', { guaranteed: 24 }) }))
      expect(await applyStacks(di, more)).toMatchObject([{ outcome: 'applied' }])
      expect((await records()).get('tiny-twin-tenant-beta')).toMatchObject({ ended: { who: 'Di' } })
      expect(await applyStacks(cy, more)).toMatchObject([{ outcome: 'unchanged' }])
      expect(await namespaceIds()).toEqual(made)
    })
  },
)
