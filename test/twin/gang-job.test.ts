import { expect, test } from 'vitest'
import { gangJob } from '#twin'

const job = gangJob({
  namespace: 'genomics-train',
  name: 'gang',
  systems: 127,
  gpusPerSystem: 8,
  cpusPerSystem: 200,
  memoryGiBPerSystem: 1900,
  runSeconds: 60,
})

test('a gang is one suspended Job that Kueue admits as a whole', () => {
  expect(job).toMatchObject({
    kind: 'Job',
    metadata: { name: 'gang', namespace: 'genomics-train', labels: { 'kueue.x-k8s.io/queue-name': 'default' } },
    spec: { suspend: true, parallelism: 127, completions: 127, completionMode: 'Indexed' },
  })
})

test('it prefers to stay on as few scalable units as it can, and runs for the time that it is given', () => {
  expect(job['spec']).toMatchObject({
    template: {
      metadata: {
        annotations: {
          'kueue.x-k8s.io/podset-preferred-topology': 'superpod/scalable-unit',
          'superpod/run-seconds': '60',
        },
      },
    },
  })
})

test('each pod is one whole system, and brings no tolerations of its own', () => {
  const { spec } = (job['spec'] as { template: { spec: { containers: object[] } } }).template
  const resources = { 'nvidia.com/gpu': '8', cpu: '200', memory: '1900Gi' }
  expect(spec.containers).toMatchObject([{ resources: { requests: resources, limits: resources } }])
  expect(spec).not.toHaveProperty('tolerations')
  expect(spec).not.toHaveProperty('nodeSelector')
})
