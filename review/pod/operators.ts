import { sharedPool } from '#model'
import { type ConfigChange, printedChange } from '../config-change.ts'
import { type Drained, everyTenant, type Models, type PodDraft, type PodRule } from '../draft.ts'
import { ofCharts } from './platform.ts'

/** Rules for what NVIDIA's operators do on every system. */
export const operatorRules: readonly PodRule[] = [
  { at: /^platform\.gpuOperator\.sharing\b/, part: 'gpu-operator', drafts: sharing },
  { at: /^platform\.gpuOperator\.driver\.rollout\.(autoUpgrade|drain)$/, part: 'gpu-operator', drafts: rollout },
  {
    at: /^platform\.gpuOperator\b/,
    part: 'gpu-operator',
    drafts: (change, models) => [
      {
        topic: 'gpus/operator',
        what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
        why: `what it runs on ${models.after.systems.length} systems restarts with the new setting`,
        class: 'in place',
        reaches: [],
        explains: gpuObjects,
      },
    ],
  },
  { at: /^platform\.networkOperator\b/, part: 'network-operator', drafts: rails },
]

const gpuObjects = [
  ...ofCharts(['gpu-operator', 'dra-driver']),
  { kinds: ['NVIDIADriver', 'NodeFeatureRule', 'ConfigMap', 'Namespace', 'DeviceClass'] },
]

function sharing(change: ConfigChange, models: Models): PodDraft[] {
  const pool = change.path.split('.')[3] ?? sharedPool
  const systems = models.after.pools.find(({ name }) => name === pool)?.systems.length ?? 0
  const tenants = models.after.tenants.filter((tenant) => tenant.pool === pool).map(({ name }) => name)
  return [
    {
      topic: 'gpus/sharing',
      what: `GPUs of pool ${pool}: ${printedChange(change)}`,
      why: `GPUs of ${systems} systems are cut anew: the operator stops whatever uses them, and quotas are counted in other devices from then on`,
      class: 'restarts jobs',
      reaches: tenants,
      restarts: tenants,
      explains: [
        {
          kinds: [
            'NodeFeatureRule',
            'ConfigMap',
            'ClusterQueue',
            'ResourceQuota',
            'Cohort',
            'Namespace',
            'PrometheusRule',
          ],
        },
        ...ofCharts(['gpu-operator']),
      ],
    },
  ]
}

// what was written before goes onto systems by itself from then on
function rollout(change: ConfigChange, models: Models): PodDraft[] {
  const { maxParallel = 1, maxUnavailable = 1 } = models.after.platform.gpuOperator.driver?.rollout ?? {}
  const begins = change.after === true
  const systems = models.after.systems.length
  return [
    {
      topic: 'gpus/rollout',
      what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
      why: begins
        ? `the operator drains and reloads whatever has not the driver that is written, ${maxParallel} systems at a time, ${maxUnavailable} of them away at most`
        : 'the operator changes no driver by itself any more',
      class: begins ? 'drains nodes' : 'in place',
      reaches: begins ? everyTenant(models) : [],
      drains: { systems, pace: `${maxParallel} at once` },
      explains: gpuObjects,
    },
  ]
}

function rails(change: ConfigChange, models: Models): PodDraft[] {
  return [
    {
      topic: 'rails/setting',
      what: `${change.path.replace('platform.networkOperator.', '')} ${printedChange(change)}`,
      why: 'virtual functions of rails are made anew where they change: a system is drained for it, and may reboot',
      class: 'in place',
      reaches: [],
      drains: railDrain(models),
      explains: [
        ...ofCharts(['network-operator']),
        {
          kinds: [
            'SriovNetworkNodePolicy',
            'SriovNetworkPoolConfig',
            'IPPool',
            'NicClusterPolicy',
            'SriovIBNetwork',
            'NetworkAttachmentDefinition',
            'ResourceQuota',
            'Namespace',
          ],
        },
      ],
    },
  ]
}

/** Systems that are drained where rails change, and how many at once. */
function railDrain({ after }: Models): Drained {
  const { maxUnavailable, rollout: reach } = after.platform.networkOperator.rails
  const pace = `${maxUnavailable} at once`
  const rest = reach === 'canary' ? ', of the canary racks alone; the others wait for rollout: all' : ''
  return { systems: after.systems.length, pace: `${pace}${rest}` }
}
