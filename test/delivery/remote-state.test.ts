import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyStacks, type DeliveryStack, destroyStacks, plannedStacks, workplaceOf } from '#delivery'
import { engineHere as engine, engineContext, faultOf } from './kit/engine-context.ts'
import { type StateServer, stateServer } from './kit/state-server.ts'

const name = 'tiny-metal-platform'

describe.skipIf(!engine)('a state on a server, with terraform on PATH', { timeout: 120_000 }, () => {
  let workspace = ''
  let server: StateServer
  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'remote-state-'))
    server = await stateServer()
  })
  afterAll(async () => {
    await server.close()
    await rm(workspace, { recursive: true, force: true })
  })

  const stack = (input: string, address = server.address): DeliveryStack => {
    const own = `${address}/${name}`
    const http = { address: own, lock_address: `${own}/lock`, unlock_address: `${own}/lock`, retry_max: 0 }
    const json = { terraform: { backend: { http } }, resource: { terraform_data: { kept: { input } } } }
    return { name, layer: 'platform', json, files: {}, objects: [], releases: [] }
  }
  const workplace = () => workplaceOf(workspace, 'tiny', 'metal')
  const context = () => engineContext(workspace, { name: 'metal', kind: 'kubeconfig' })
  const kept = () => JSON.parse(server.states.get(`/states/${name}`) ?? '{}')

  test('is kept there and nowhere here, under a key of the stack, locked while it is worked on', async () => {
    expect(await applyStacks(context(), [stack('a')])).toMatchObject([{ outcome: 'applied', changes: 1 }])
    expect(kept().resources[0].instances[0].attributes.input.value).toBe('a')
    expect(server.requests).toContain(`LOCK /states/${name}/lock`)
    expect(server.requests).toContain(`UNLOCK /states/${name}/lock`)
    expect([...server.locks.keys()]).toEqual([])
    expect((await readdir(workplace().stateFolder)).filter((file) => file.endsWith('.tfstate'))).toEqual([])
  })

  test('is kept here as well before each apply', async () => {
    expect(await applyStacks(context(), [stack('b')])).toMatchObject([{ outcome: 'applied', changes: 1 }])
    expect(await readdir(workplace().backupFolder)).toEqual([`${name}.1.tfstate`])
  })

  test('fails while somebody holds its lock, names the lock, and how to free it with care', async () => {
    const lock = { ID: '6b1c', Operation: 'OperationTypeApply', Who: 'ada@login-01', Created: '2026-11-24T10:00:00Z' }
    server.locks.set(`/states/${name}/lock`, JSON.stringify({ ...lock, Info: '', Version: '1.11.4', Path: '' }))
    const found = await faultOf(applyStacks(context(), [stack('c')]))
    server.locks.clear()
    expect(found).toMatchObject({ exitCode: 3, code: 'state/locked' })
    // the engine tells no more of a lock on a server, and calls itself its holder
    expect(found.message).toBe(`the state of ${name} is locked`)
    expect(found.remedy).toContain('force-unlock 6b1c')
    expect(kept().resources[0].instances[0].attributes.input.value).toBe('b')
  })

  test('fails where the server does not let one in, does not answer, or is not there; nothing is touched', async () => {
    server.refuse(401)
    expect(await faultOf(applyStacks(context(), [stack('c')]))).toMatchObject({ code: 'state/backend-refused' })
    server.refuse(undefined)
    const nobody = await faultOf(applyStacks(context(), [stack('c', 'http://127.0.0.1:1/states')]))
    expect(nobody).toMatchObject({ exitCode: 3, code: 'state/backend-unreachable' })
    expect(nobody.message).toContain(`http http://127.0.0.1:1/states/${name}`)
    expect(kept().resources[0].instances[0].attributes.input.value).toBe('b')
  })

  test('is planned without a change once it is applied, and emptied by a destroy', async () => {
    expect((await plannedStacks(context(), [stack('b')])).plans).toMatchObject([{ changes: [], findings: [] }])
    await destroyStacks(context(), [stack('b')], { wholePod: true, confirmed: ['tiny'] })
  })
})
