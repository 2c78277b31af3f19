import { describe, expect } from 'vitest'
import type { Expiry } from './expiry-run.ts'
import type { LivePod } from './live-pod.ts'
import { clusterQueue, stopPolicyOf } from './stop-policy.ts'

const minute = 60_000

/** What the tests of break-glass work on: a live pod that is there in tests only. */
export interface OpenedPod {
  readonly pod: () => LivePod
  readonly it: (title: string, body: () => Promise<void>) => void
  /** The expiry of a tenant, with credentials of its own. */
  readonly expiryNow: (tenant: string) => Promise<Expiry>
}

/** The tests of pods of a sensitive tenant, which are opened for a time. */
export function breakGlassTests({ pod, it, expiryNow }: OpenedPod): void {
  describe('the pods of a sensitive tenant', () => {
    const rbac = 'rbac.authorization.k8s.io'
    const binding = (namespace = 'health-train', name = 'superpod-break-glass') => ({
      ...{ apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: { name, namespace } },
    })
    const ways = [
      ...['exec', 'attach', 'portforward'].map((way) => ({ verb: 'create', resource: `pods/${way}` })),
      { verb: 'patch', resource: 'pods/ephemeralcontainers' },
    ]
    const mayOpen = async (tenant: string, ...groups: string[]) => {
      const asked = { user: 'somebody', groups: [...groups, 'system:authenticated'], namespace: `${tenant}-train` }
      const answers = await Promise.all(
        ways.map((way) =>
          pod()
            .cluster()
            .canI({ ...way, group: '', ...asked }),
        ),
      )
      return new Set(answers)
    }
    const open = (...words: string[]) =>
      pod().run('break-glass', '--tenant', 'health', '--reason', 'INC-7: the job hangs', ...words)
    let looks: Expiry

    it('are closed to its own members and admins, and open to those of others', async () => {
      expect(await mayOpen('health', 'oidc:health', 'oidc:health-leads')).toEqual(new Set([false]))
      expect(await mayOpen('ada', 'oidc:ada')).toEqual(new Set([true]))
      expect(await mayOpen('ada', 'oidc:ada-leads')).toEqual(new Set([true]))
      const member = await pod().as('health-member', 'oidc:health')
      const path = '/api/v1/namespaces/health-train/pods/any/exec?command=sh'
      const exec = member.send({ method: 'POST', path, action: 'get in' })
      await expect(exec).rejects.toMatchObject({ status: 403 })
    })

    it('are opened to a group for a time, and no second time meanwhile', async () => {
      const { exitCode, stdout } = await open('--group', 'helpers', '--for', '2h')
      expect({ exitCode, stdout }).toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining('oidc:helpers may get'),
      })
      await expect.poll(() => mayOpen('health', 'oidc:helpers'), { timeout: 20_000 }).toEqual(new Set([true]))
      expect(await mayOpen('ada', 'oidc:helpers')).toEqual(new Set([false]))
      const again = await open('--user', 'ada')
      expect({ exitCode: again.exitCode, stderr: again.stderr }).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('break-glass/in-force'),
      })
      expect((await pod().json('plan', '--all')).data.stacks.flatMap((each: { changes: [] }) => each.changes)).toEqual(
        [],
      )
    })

    it('are closed again by the expiry of the tenant, which has no last day, once the time is over', async () => {
      looks = await expiryNow('health')
      expect(await looks.runAt(inMinutes(115))).toEqual({ exitCode: 0, said: '' })
      expect(await pod().cluster().get(binding())).toBeDefined()
      expect(await looks.runAt(inMinutes(121))).toMatchObject({ exitCode: 0 })
      expect(await pod().cluster().get(binding())).toBeUndefined()
      await expect.poll(() => mayOpen('health', 'oidc:helpers'), { timeout: 20_000 }).toEqual(new Set([false]))
      expect(await looks.runAt(inMinutes(131))).toEqual({ exitCode: 0, said: '' })
      expect(stopPolicyOf(await pod().cluster().get(clusterQueue('health')))).toBe('None')
    })

    it('are closed by hand as well', async () => {
      expect((await open('--user', 'ada', '--for', '10m')).exitCode).toBe(0)
      expect((await pod().run('break-glass', '--tenant', 'health', '--end')).stdout).toContain('are closed again')
      expect(await pod().cluster().get(binding())).toBeUndefined()
    })

    it('fails when that account takes any other binding away, or one of another tenant', async () => {
      const mine = looks.cluster
      const others = [binding('health-train', 'superpod-tenant-sensitive-member'), binding('ada-train')]
      for (const other of others) {
        await expect(mine.delete(other)).rejects.toMatchObject({ status: 403 })
        await expect(mine.get(other)).rejects.toMatchObject({ status: 403 })
      }
      await expect(mine.list({ ...binding(), namespace: 'health-train' })).rejects.toMatchObject({ status: 403 })
      await expect(mine.create(granted())).rejects.toMatchObject({ status: 403 })
      await looks.end()
    })

    const granted = (changes: object = {}, metadata: object = {}) => ({
      ...binding(),
      metadata: {
        ...binding().metadata,
        labels: { 'superpod/break-glass': 'health' },
        annotations: { 'superpod/expires-at': inMinutes(60), 'superpod/reason': 'INC-7: the job hangs' },
        ...metadata,
      },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'superpod-tenant-break-glass' },
      subjects: [{ apiGroup: rbac, kind: 'Group', name: 'oidc:helpers' }],
      ...changes,
    })
    const noted = (expiresAt: string, reason = 'INC-7: the job hangs') => ({
      annotations: { 'superpod/expires-at': expiresAt, 'superpod/reason': reason },
    })

    it('fails a grant without end, reason, person or name, or of more than its namespace', async () => {
      const admin = pod().cluster()
      const account = { kind: 'ServiceAccount', name: 'default', namespace: 'health-train' }
      const edit = { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' }
      const refused: [object, string][] = [
        [granted({}, { annotations: {} }), 'says why'],
        [granted({}, noted('tomorrow')), 'says when it ends'],
        [granted({}, noted(inMinutes(-1))), 'within 24 hours'],
        [granted({}, noted(inMinutes(24 * 60 + 5))), 'within 24 hours'],
        [granted({}, noted(inMinutes(60), 'because')), 'says why'],
        [granted({}, { labels: { 'superpod/break-glass': 'ada' } }), 'names the tenant'],
        [granted({}, { name: 'mine' }), 'RoleBinding called superpod-break-glass'],
        [granted({ roleRef: edit }), 'gives nothing else'],
        [granted({ subjects: [account] }), 'by name'],
        [granted({ subjects: [{ apiGroup: rbac, kind: 'Group', name: 'system:authenticated' }] }), 'by name'],
        [granted({ subjects: [] }), 'by name'],
        [granted({ kind: 'ClusterRoleBinding' }, { namespace: undefined }), 'in one namespace'],
        [granted({}, { namespace: 'superpod-system' }), 'names the tenant'],
      ]
      for (const [object, said] of refused) {
        await expect(admin.create(object as ReturnType<typeof granted>)).rejects.toThrow(said)
      }
      const made = await admin.create(granted({}, noted(inMinutes(24 * 60 - 1))))
      await expect(admin.patch(made, { metadata: noted(inMinutes(24 * 60 + 5)) })).rejects.toThrow('within 24 hours')
      await admin.delete(made)
    })
  })
}

/** A moment that is so many minutes from now, in UTC. */
function inMinutes(minutes: number): string {
  return `${new Date(Date.now() + minutes * minute).toISOString().slice(0, 19)}Z`
}
