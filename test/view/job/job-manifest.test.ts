import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '#core'
import { type JobRequest, jobFindings, jobKinds, jobPlan, jobPurposes, type PodModel, podModel } from '#model'
import { jobManifest } from '#view'
import { loadedGefion } from '../../kit/gefion.ts'

let gefion: PodModel
beforeAll(async () => {
  gefion = podModel(await loadedGefion())
})

const request: JobRequest = { purpose: 'train', tenant: 'danish-language', systems: 4 }
const objectsOf = (changes: Partial<JobRequest> = {}) =>
  jobManifest(jobPlan(gefion, { ...request, ...changes })).objects
const podOf = ([first]: readonly KubeObject[]) =>
  (first?.['spec'] as { template: Record<string, unknown> } | undefined)?.template

describe('a manifest', () => {
  test('reads back as the objects that it is made of, comments aside, and is the same every time', () => {
    fc.assert(
      fc.property(
        fc.record({
          purpose: fc.constantFrom(...jobPurposes),
          kind: fc.option(fc.constantFrom(...jobKinds), { nil: undefined }),
          tenant: fc.constantFrom(...gefion.tenants.map(({ name }) => name)),
          systems: fc.integer({ min: 1, max: 40 }),
          gpus: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined }),
          claim: fc.option(fc.constant('runs'), { nil: undefined }),
          place: fc.constantFrom('preferred' as const, 'required' as const),
        }),
        (wanted) => {
          fc.pre(jobFindings(gefion, wanted).every(({ severity }) => severity !== 'error'))
          const { objects, text } = jobManifest(jobPlan(gefion, wanted))
          const read = parseAllDocuments(text)
          expect(read.flatMap(({ errors }) => errors)).toEqual([])
          expect(read.map((document) => document.toJS())).toEqual(objects)
          expect(jobManifest(jobPlan(gefion, wanted)).text).toBe(text)
          expect(text).not.toContain('undefined')
        },
      ),
      { numRuns: 100 },
    )
  })

  test.each<[string, Partial<JobRequest>]>([
    ['train-job', { systems: 127, claim: 'runs' }],
    ['train-jobset', { kind: 'jobset', place: 'required', systems: 32 }],
    ['train-trainjob', { kind: 'trainjob', claim: 'runs' }],
    ['notebook', { purpose: 'notebook', systems: 1 }],
    ['inference', { purpose: 'inference', tenant: 'genomics', namespace: 'serve', systems: 2, claim: 'models' }],
  ])('of the form %s is the text that was reviewed', async (name, changes) => {
    const { objects, text } = jobManifest(jobPlan(gefion, { ...request, ...changes }))
    expect(objects[0]?.metadata.labels).toHaveProperty(['kueue.x-k8s.io/queue-name'], 'default')
    await expect(text).toMatchFileSnapshot(`../../golden/jobs/${name}.yaml`)
  })
})

describe('the pods of a job', () => {
  test('have a queue, a place, their GPUs, time to end, and comply with the restricted standard', () => {
    const objects = objectsOf()
    expect(objects[0]?.metadata.labels).toMatchObject({ 'kueue.x-k8s.io/queue-name': 'default' })
    expect(podOf(objects)).toMatchObject({
      metadata: { annotations: { 'kueue.x-k8s.io/podset-preferred-topology': 'superpod/rack' } },
      spec: {
        terminationGracePeriodSeconds: 300,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            resources: { limits: { 'nvidia.com/gpu': '8', cpu: '195', memory: '1860Gi' } },
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          },
        ],
      },
    })
  })

  test('leave tolerations, nodes and priority to Kueue', () => {
    const forms: Partial<JobRequest>[] = [
      {},
      { kind: 'jobset' },
      { kind: 'trainjob' },
      { purpose: 'inference' },
      { purpose: 'notebook', systems: 1 },
    ]
    const text = forms.map((changes) => JSON.stringify(objectsOf(changes))).join()
    expect(text).not.toMatch(/tolerations|nodeSelector|nodeName|priorityClassName|"suspend"/)
  })

  test('keep checkpoints in the claim that was named, and say that they are lost where none was', () => {
    const withClaim = jobManifest(jobPlan(gefion, { ...request, claim: 'runs' }))
    expect(JSON.stringify(withClaim.objects)).toContain('"persistentVolumeClaim":{"claimName":"runs"}')
    expect(jobManifest(jobPlan(gefion, request)).text).toContain('what is written here is lost with the pod')
  })

  test('of several systems are told of NCCL what sources give, and by which', () => {
    const { text } = jobManifest(jobPlan(gefion, request))
    expect(text).toContain('No rails')
    expect(text).not.toMatch(/- name: NCCL_IB_HCA/)
    expect(jobManifest(jobPlan(gefion, { ...request, systems: 1 })).text).not.toContain('NCCL')
  })
})
