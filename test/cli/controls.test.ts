import { expect, test } from 'vitest'
import { controlIds } from '#catalog'
import { superpod, superpodJson } from '../kit/superpod.ts'

const env = { SUPERPOD_WORKSPACE: '/nonexistent/workspace' }

test('without a cluster nothing counts as tried, and it says how to try', async () => {
  const { data, exitCode } = await superpodJson(['controls', 'genomics'], { env })
  expect(exitCode).toBe(0)
  expect(data).toMatchObject({
    ...{ pod: 'gefion', target: 'twin', live: false },
    totals: { controls: controlIds.length, tried: 0, failed: 0, questions: 0 },
    findings: [{ code: 'controls/untried', severity: 'info', remedy: expect.stringContaining('./superpod up gefion') }],
  })
  const [{ name, totals, controls }] = data.tenants
  expect({ name, totals }).toEqual({ name: 'genomics', totals: data.totals })
  const { configured, hostPrerequisites, doNotHold, doNotApply } = totals
  expect(configured + hostPrerequisites + doNotHold + doNotApply).toBe(controlIds.length)
  expect(controls.map(({ id }: { id: string }) => id)).toEqual(controlIds)
  expect(controls[0]).toMatchObject({
    id: 'access/identity',
    area: 'access',
    standing: 'does-not-hold',
    why: expect.stringContaining('identity.issuer'),
    iso: ['A.5.16', 'A.8.5'],
    nsa: ['Authentication and authorization: Authentication'],
  })
})

test('the text of one tenant names every control, and only what was tried in its total', async () => {
  const { stdout, exitCode } = await superpod(['controls', 'genomics', 'gefion', '--untried'], { env })
  expect(exitCode).toBe(0)
  for (const id of controlIds) expect(stdout).toContain(`  ${id} `)
  expect(stdout).toMatch(new RegExp(`^0 of ${controlIds.length} tried here; \\d+ configured, not tried; `, 'm'))
  expect(stdout).not.toContain('\u001b')
})

test('one argument that is a pod shows all of its tenants in a matrix', async () => {
  const { stdout, exitCode } = await superpod(['controls', 'gefion', '--untried'], { env })
  expect(exitCode).toBe(0)
  expect(stdout).toContain('controls of 8 tenants on twin')
  expect(stdout).toMatch(/^work\/digests +config +no +/m)
  expect(stdout).toMatch(/^#5 +genomics +sensitive +0 +/m)
})

test('fails for a tenant that there is none of', async () => {
  const { stderr, exitCode } = await superpod(['controls', 'genomic'], { env })
  expect(stderr).toContain('gefion has no tenant genomic: did you mean genomics?')
  expect(exitCode).toBe(2)
})
