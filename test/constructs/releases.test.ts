// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's own template signs
import { describe, expect, test } from 'vitest'
import {
  KueueRelease,
  type KueueReleaseProps,
  ObjectsRelease,
  objectsChart,
  objectsChartVersion,
  workloadPriorityClass,
} from '#constructs'
import { fillPlatform, placement } from '../kit/every-construct.ts'
import { fillTenant, fillTenantRails } from '../kit/every-tenant-construct.ts'
import { jsonOf, resourceAt, valuesAt } from '../kit/loose-stack.ts'

const platform = jsonOf(fillPlatform)
const releases = Object.entries({
  ...platform.resource?.['helm_release'],
  ...jsonOf(fillTenant).resource?.['helm_release'],
  ...jsonOf(fillTenantRails).resource?.['helm_release'],
})

describe('every release', () => {
  test.each(releases)('%s goes forward only: never atomic, never upgrade_install', (_name, release) => {
    for (const argument of ['atomic', 'upgrade_install', 'cleanup_on_fail', 'replace', 'force_update']) {
      expect(release).not.toHaveProperty(argument)
    }
  })

  test.each(releases)('%s keeps few revisions, each of which is a Secret', (_name, release) => {
    expect(release['max_history']).toBe(5)
  })

  test.each(releases)('%s has its values in one text', (_name, release) => {
    expect(release['values']).toHaveLength(1)
  })
})

describe('waiting', () => {
  test('gpu-operator does not wait: one bad system would fail it', () => {
    expect(resourceAt(platform, 'helm_release.gpu-operator')['wait']).toBe(false)
  })

  test.each(['kueue', 'network-operator'])('%s waits: it is Deployments alone, and its objects come next', (name) => {
    expect(resourceAt(platform, `helm_release.${name}`)['wait']).toBe(true)
  })
})

describe('the operators on DGX OS', () => {
  test('driver and container toolkit are the host’s', () => {
    expect(valuesAt(platform, 'helm_release.gpu-operator')).toMatchObject({
      driver: { enabled: false },
      toolkit: { enabled: false },
    })
  })

  test('there is one Node Feature Discovery, and it writes taints', () => {
    const gpu = valuesAt(platform, 'helm_release.gpu-operator')
    expect(gpu).toMatchObject({ nfd: { enabled: true }, 'node-feature-discovery': { master: { enableTaints: true } } })
    const network = valuesAt(platform, 'helm_release.network-operator')
    expect(network['nfd']).toEqual({ enabled: false, deployNodeFeatureRules: true })
  })

  test('their DaemonSets tolerate every taint of a system', () => {
    const toleration = { key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }
    expect(valuesAt(platform, 'helm_release.gpu-operator')).toMatchObject({
      daemonsets: { tolerations: [toleration] },
      'node-feature-discovery': { worker: { tolerations: expect.arrayContaining([toleration]) } },
    })
  })
})

describe('Kueue', () => {
  const managerConfig = (replicas?: number, props: Partial<KueueReleaseProps> = {}) => {
    const json = jsonOf((stack) => {
      new KueueRelease(stack, 'kueue', {
        version: '0.19.2',
        namespace: 'n',
        placement,
        ...props,
        ...(replicas ? { replicas } : {}),
      })
    })
    const values = valuesAt(json, 'helm_release.kueue') as { managerConfig: { controllerManagerConfigYaml: string } }
    return { values, config: JSON.parse(values.managerConfig.controllerManagerConfigYaml) }
  }

  test('manages tenants’ namespaces only, and everything in them', () => {
    expect(managerConfig().config).toMatchObject({
      manageJobsWithoutQueueName: true,
      managedJobsNamespaceSelector: { matchExpressions: [{ key: 'superpod/tenant', operator: 'Exists' }] },
    })
  })

  test('has no quota on rails, so work that asks for them is not held back', () => {
    expect(managerConfig().config.resources.excludeResourcePrefixes).toContain('nvidia.com/resibp')
  })

  test('shares what is borrowed out fairly unless it is told not to, and gives a gang time', () => {
    const { fairSharing, waitForPodsReady } = managerConfig().config
    expect({ fairSharing, waitForPodsReady }).toMatchObject({
      fairSharing: { preemptionStrategies: ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] },
      waitForPodsReady: { timeout: '30m', recoveryTimeout: '30m' },
    })
    const patience = { timeoutMinutes: 90, recoveryMinutes: 5, attempts: 3 }
    const { config } = managerConfig(2, { fairSharing: false, waitForPodsReady: patience })
    expect(config).not.toHaveProperty('fairSharing')
    expect(config.waitForPodsReady).toMatchObject({
      timeout: '90m',
      recoveryTimeout: '5m',
      requeuingStrategy: { backoffLimitCount: 3 },
    })
  })

  test('two controllers are spread, and one is always kept; one alone has no leader to elect', () => {
    expect(managerConfig().values).toMatchObject({
      controllerManager: { replicas: 2, podDisruptionBudget: { enabled: true, minAvailable: 1 } },
    })
    expect(managerConfig(2).config.leaderElection.leaderElect).toBe(true)
    expect(managerConfig(1).config.leaderElection.leaderElect).toBe(false)
    expect(managerConfig(1).values).not.toHaveProperty('controllerManager.podDisruptionBudget')
  })
})

describe('what runs jobs of several parts', () => {
  const values = (name: string) => valuesAt(platform, `helm_release.${name}`)

  test('JobSet comes before the Trainer, which brings none of its own', () => {
    expect(resourceAt(platform, 'helm_release.kubeflow-trainer')['depends_on']).toEqual(['helm_release.jobset'])
    expect(values('kubeflow-trainer')).toMatchObject({
      jobset: { install: false },
      dataCache: { lws: { install: false } },
    })
  })

  test('two controllers of each run on management nodes', () => {
    expect(values('jobset')['controller']).toMatchObject({ replicas: 2, ...placement })
    expect(values('jobset')['controller']).toMatchObject({ podDisruptionBudget: { enabled: true, minAvailable: 1 } })
    expect(values('kubeflow-trainer')['manager']).toMatchObject({ replicas: 2, ...placement })
  })
})

describe('a release of objects', () => {
  const objects = ['b', 'a'].map((name) => workloadPriorityClass(name, 10, name))
  const release = (all = objects) =>
    jsonOf((stack) => {
      new ObjectsRelease(stack, 'queues', { name: 'queues', objects: all })
    })

  test('holds them by kind and name, in that order, each with the stack’s label', () => {
    const { objects: byKey } = valuesAt(release(), 'helm_release.queues') as { objects: Record<string, unknown> }
    expect(Object.keys(byKey)).toEqual(['WorkloadPriorityClass/a', 'WorkloadPriorityClass/b'])
    expect(byKey['WorkloadPriorityClass/a']).toHaveProperty('metadata.labels', {
      'superpod/stack': 'tiny-twin-platform',
    })
  })

  test('does not depend on the order in which they are given', () => {
    expect(release([...objects].reverse())).toEqual(release())
  })

  test('fails when two are of one kind and name', () => {
    expect(() => release([...objects, ...objects])).toThrow('two objects are WorkloadPriorityClass/a')
  })

  test('lives where only the platform writes Secrets', () => {
    expect(resourceAt(release(), 'helm_release.queues')['namespace']).toBe('superpod-system')
  })

  test('escapes what Terraform would read as a template', () => {
    const json = release([workloadPriorityClass('a', 1, 'costs ${price}')])
    expect(resourceAt(json, 'helm_release.queues')['values']).toEqual([expect.stringContaining('costs $${price}')])
  })

  test('has a chart whose version carries a hash of its content', () => {
    expect(objectsChartVersion).toMatch(/^0\.1\.0-c[0-9a-f]{8}$/)
    expect(objectsChart()['charts/objects/Chart.yaml']).toContain(`version: ${objectsChartVersion}`)
  })
})
