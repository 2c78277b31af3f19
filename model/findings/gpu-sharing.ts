import { generations, type MigModel } from '#catalog'
import { didYouMean, type Finding, wordList } from '#core'
import type { PoolSharing } from '../gpu-sharing.ts'
import type { PodModel } from '../pod-model.ts'
import { sharedPool } from '../pool.ts'

type Sharing = Readonly<Record<string, PoolSharing>>

const area = 'platform.gpuOperator.sharing'

/** GPUs that cannot be shared the way config has it, or not with those who would share them. */
export function gpuSharingFindings(model: PodModel): Finding[] {
  const { sharing } = model.platform.gpuOperator
  return [
    ...Object.entries(sharing).flatMap(([pool, each]) => [
      ...unknownPool(model, `${area}.${pool}`, pool),
      ...combined(pool, each),
      ...layout(model, pool, each),
      ...sensitiveTenants(model, pool, each),
    ]),
    ...differingStrategies(sharing),
    ...unattributed(sharing),
  ]
}

/** A pool that config names where the pod has none of that name. @param path - where it stands */
export function unknownPool({ pools }: Pick<PodModel, 'pools'>, path: string, pool: string): Finding[] {
  const names = pools.map(({ name }) => name)
  if (names.includes(pool)) return []
  const near = didYouMean(pool, names)
  return [
    {
      code: 'platform/pool-unknown',
      severity: 'error',
      path,
      message: `found ${pool}, but pools are ${wordList(names, 'and')}`,
      remedy: near ? `write ${near}` : 'name the shared pool, or a tenant with dedicated systems',
    },
  ]
}

const reasons = {
  'mig and timeSlicing':
    'a turn on a slice is no part of a GPU that a quota could count, nor one that DCGM could account (GPUOP-DOC)',
  'mig and mps': 'MPS does not work with MIG (DEVICE-PLUGIN)',
  'timeSlicing and mps': 'of the two MPS wins without a word (DEVICE-PLUGIN)',
} as const

function combined(pool: string, { mig, timeSlicing, mps }: PoolSharing): Finding[] {
  const pairs: [keyof typeof reasons, unknown, unknown][] = [
    ['mig and timeSlicing', mig, timeSlicing],
    ['mig and mps', mig, mps],
    ['timeSlicing and mps', timeSlicing, mps],
  ]
  return pairs
    .filter(([, one, other]) => one !== undefined && other !== undefined)
    .map(([pair]) => ({
      code: 'platform/sharing-combined',
      severity: 'error',
      path: `${area}.${pool}`,
      message: `pool ${pool} has ${pair}, but a GPU is shared one way: ${reasons[pair]}`,
      remedy: 'keep one of them, or give each a pool of its own',
    }))
}

function layout(model: PodModel, pool: string, { mig }: PoolSharing): Finding[] {
  if (!mig) return []
  const { generation } = model
  const path = `${area}.${pool}.mig.layout`
  const known = generation.gpu.mig
  if (known.value === undefined) {
    return [
      {
        code: 'platform/mig-open',
        severity: 'error',
        path,
        message: `found ${mig.layout}, but ${'open' in known ? known.open : 'its profiles are open'}: no quota could be derived`,
        remedy: 'leave GPUs whole, or use timeSlicing or mps, until a source names the profiles',
      },
    ]
  }
  if (mig.layout === 'all-balanced') return unevenSingle(pool, mig.strategy)
  return unknownProfile(model, path, mig.layout, known.value)
}

function unknownProfile({ generation }: PodModel, path: string, profile: string, { profiles }: MigModel): Finding[] {
  if (profile in profiles) return []
  const others = Object.values(generations).filter(({ gpu }) => gpu.mig.value && profile in gpu.mig.value.profiles)
  const owner = others[0]
    ? `is one of ${wordList(
        others.map(({ title }) => title),
        'and',
      )}`
    : 'is no profile'
  return [
    {
      code: 'platform/mig-profile-unknown',
      severity: 'error',
      path,
      message: `${profile} ${owner}, but GPUs of ${generation.title} have ${wordList(Object.keys(profiles), 'and')} (MIG)`,
      remedy: 'take one of these, or all-balanced with strategy mixed',
    },
  ]
}

function unevenSingle(pool: string, strategy: 'single' | 'mixed'): Finding[] {
  if (strategy === 'mixed') return []
  return [
    {
      code: 'platform/mig-single-uneven',
      severity: 'error',
      path: `${area}.${pool}.mig.strategy`,
      message:
        'strategy single gives every slice the name nvidia.com/gpu, but all-balanced cuts slices of three sizes (GPUOP-DOC)',
      remedy: 'write strategy: mixed, or take one profile',
    },
  ]
}

function differingStrategies(sharing: Sharing): Finding[] {
  const cut = Object.entries(sharing).flatMap(([pool, { mig }]) => (mig ? [{ pool, strategy: mig.strategy }] : []))
  const [first] = cut
  const other = cut.find(({ strategy }) => strategy !== first?.strategy)
  if (!first || !other) return []
  return [
    {
      code: 'platform/mig-strategies-differ',
      severity: 'error',
      path: `${area}.${other.pool}.mig.strategy`,
      message: `pool ${other.pool} has strategy ${other.strategy} and pool ${first.pool} has ${first.strategy}, but one holds for the whole cluster (GPUOP)`,
      remedy: 'write one strategy for all pools: mixed takes any layout',
    },
  ]
}

function sensitiveTenants({ tenants }: PodModel, pool: string, { timeSlicing, mps }: PoolSharing): Finding[] {
  const sensitive = tenants.filter((tenant) => tenant.pool === pool && tenant.sensitivity === 'sensitive')
  const [tenant] = sensitive
  if (pool !== sharedPool || !tenant || (!timeSlicing && !mps)) return []
  return [
    {
      code: 'platform/sharing-sensitive',
      severity: 'error',
      path: `${area}.${pool}`,
      message: `${tenant.name} is sensitive and in the shared pool, whose GPUs ${mps ? 'several pods use at once' : 'pods take turns on'}, but neither memory nor faults are kept apart between them (GPUOP-DOC)`,
      remedy: `leave the GPUs of the shared pool whole or cut them by mig, or give ${tenant.name} systems of its own`,
    },
  ]
}

function unattributed(sharing: Sharing): Finding[] {
  return Object.entries(sharing).flatMap(([pool, { timeSlicing, mps }]) => {
    if (!timeSlicing && !mps) return []
    return [
      {
        code: 'platform/sharing-unattributed',
        severity: 'info' as const,
        path: `${area}.${pool}`,
        message: `the DCGM exporter cannot say which pod used a GPU of pool ${pool} (GPUOP-DOC)${mps ? ', and MPS is experimental (DEVICE-PLUGIN)' : ''}`,
        remedy: 'account its tenants by what they were allocated, not by what they used',
      },
    ]
  })
}
