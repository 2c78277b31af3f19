import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pytorchRuntime } from '#constructs'
import { type KubeObject, silent } from '#core'
import { type Cluster, type LiveObject, withPatience } from '#kube'
import { type JobRequest, jobPlan, type PodModel, podModel, simulatedNodes } from '#model'
import { jobManifest } from '#view'
import { loadedGefion, stacksOf } from '../kit/gefion.ts'
import { claimedOwner } from '../kit/gpu-work.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { refusals, serveKinds } from '../kit/strict-server.ts'

/** Every form of a job. */
const forms: Readonly<Record<string, Omit<JobRequest, 'tenant'>>> = {
  Job: { purpose: 'train', systems: 2 },
  JobSet: { purpose: 'train', kind: 'jobset', systems: 2, place: 'required', claim: 'runs' },
  TrainJob: { purpose: 'train', kind: 'trainjob', systems: 2 },
  notebook: { purpose: 'notebook' },
  inference: { purpose: 'inference', systems: 2 },
}
/** Tenants of Gefion: one that borrows, one with systems of its own, one that is small. */
const tenants = ['danish-language', 'genomics', 'drug-discovery']
const cases = tenants.flatMap((tenant) => Object.keys(forms).map((form) => ({ tenant, form })))

describe.skipIf(!compiledTools)(
  `manifests of jobs, on Gefion's own queues by the real Kueue${compiledTools ? '' : ' (skipped: no compiled tools)'}`,
  () => {
    let twin: SmallTwin
    let gefion: PodModel
    const members = new Map<string, Cluster>()

    beforeAll(async () => {
      if (!compiledTools) return
      gefion = podModel(await loadedGefion())
      twin = await smallTwin(compiledTools, simulatedNodes(gefion))
      // before Kueue, which queues what it finds a kind for
      await serveKinds(twin.cluster, ['jobset-0.12.0', 'kubeflow-trainer-2.3.0'])
      const stacks = stacksOf(gefion)
      for (const name of ['platform', ...tenants.map((tenant) => `tenant-${tenant}`)]) {
        const stack = stacks.get(`gefion-twin-${name}`)
        if (!stack) throw new Error(`Gefion has no stack ${name}`)
        await withPatience({ progress: silent, step: name }, () => twin.deliver(stack.json))
      }
      await twin.cluster.apply(pytorchRuntime())
      for (const { name, groups } of gefion.tenants.filter((tenant) => tenants.includes(tenant.name))) {
        members.set(name, await twin.as(`${name}-member`, groups.members))
      }
    }, 240_000)

    afterAll(() => twin?.destroy(), 60_000)

    const objectsOf = (tenant: string, form: string) => {
      const wanted = forms[form]
      if (!wanted) throw new Error(`there is no form ${form}`)
      return jobManifest(jobPlan(gefion, { ...wanted, tenant, name: form.toLowerCase() })).objects
    }
    const memberOf = (tenant: string): Cluster => {
      const member = members.get(tenant)
      if (!member) throw new Error(`${tenant} has no member`)
      return member
    }

    test.each(cases)('a member of $tenant may submit $form, and the server knows every field of it', async (each) => {
      expect(await refusals(memberOf(each.tenant), objectsOf(each.tenant, each.form))).toEqual([])
    })

    test('fails a field that no schema knows, and a member of another tenant', async () => {
      const [jobSet] = objectsOf('genomics', 'JobSet')
      const wrong = { ...jobSet, spec: { ...(jobSet?.['spec'] as object), replicas: 3 } } as KubeObject
      expect(await refusals(memberOf('genomics'), [wrong])).toEqual([expect.stringContaining('.spec.replicas')])
      expect(await refusals(memberOf('drug-discovery'), objectsOf('genomics', 'Job'))).toHaveLength(2)
    })

    test.each(cases)('$form of $tenant is admitted', async ({ tenant, form }) => {
      const member = memberOf(tenant)
      const [work, ...beside] = objectsOf(tenant, form)
      if (!work) throw new Error(`${form} has no object`)
      for (const object of beside) await member.apply(object)
      const made = await withPatience({ progress: silent, step: form }, () => member.create(work))
      const admitted = async () => (await workloadsOf(member, made)).filter(isAdmitted).length
      // a Deployment's pods are admitted one by one
      await expect.poll(admitted, { timeout: 30_000 }).toBe(form === 'inference' ? 2 : 1)
    })

    test.each(['JobSet', 'TrainJob'])(
      'fails a %s that claims to belong to a job, so that Kueue leaves it alone',
      async (form) => {
        const [work] = objectsOf('genomics', form)
        const [parent] = objectsOf('genomics', 'Job')
        const owner = parent && (await memberOf('genomics').get(parent))
        if (!work || !owner) throw new Error(`there is no ${form}, or no job to claim`)
        const forged = {
          ...work,
          metadata: { ...work.metadata, ...claimedOwner('job', owner.metadata.uid), name: 'forged' },
        }
        await expect(memberOf('genomics').create(forged)).rejects.toThrow('Kueue does not hold this')
      },
    )

    test('a training job’s pods are placed, each on a system of its own, in one rack', async () => {
      for (const tenant of tenants) {
        const placed = async () => (await podsOf(memberOf(tenant), tenant, 'job')).map(nodeOf).filter(Boolean)
        await expect.poll(placed, { timeout: 30_000 }).toHaveLength(2)
        const nodes = await placed()
        expect(new Set(nodes).size).toBe(2)
        expect(new Set(nodes.map((node) => node?.replace(/-s\d+$/, ''))).size).toBe(1)
      }
    })
  },
)

async function workloadsOf(cluster: Cluster, { kind, metadata }: LiveObject): Promise<LiveObject[]> {
  const namespace = metadata.namespace ?? ''
  const query = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload', namespace }
  const owners = kind === 'Deployment' ? await podsOf(cluster, undefined, metadata.name, namespace) : [{ metadata }]
  const uids = new Set(owners.map((owner) => owner.metadata.uid))
  const ownersOf = (each: LiveObject) => (each.metadata['ownerReferences'] ?? []) as { uid: string }[]
  return (await cluster.list(query)).filter((each) => ownersOf(each).some(({ uid }) => uids.has(uid)))
}

async function podsOf(cluster: Cluster, tenant: string | undefined, app: string, namespace = `${tenant}-train`) {
  const pods = await cluster.list({ apiVersion: 'v1', kind: 'Pod', namespace })
  return pods.filter(({ metadata }) => metadata.labels?.['app'] === app)
}

function nodeOf(pod: LiveObject): string | undefined {
  return (pod['spec'] as { nodeName?: string }).nodeName
}

function isAdmitted({
  status,
}: LiveObject & { status?: { conditions?: { type: string; status: string }[] } }): boolean {
  return (status?.conditions ?? []).some((condition) => condition.type === 'Admitted' && condition.status === 'True')
}
