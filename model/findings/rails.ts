import { networkOperatorSystems } from '#catalog'
import { didYouMean, type Finding, printedCount, wordList } from '#core'
import { railPoolNeeds } from '../physical/rail-pool.ts'
import type { PodModel } from '../pod-model.ts'
import { railsUnsupported } from '../pod-rails.ts'

const path = 'platform.networkOperator.rails'

/** Rails that nobody can make, that have too few addresses, or that are held back; and what nobody vouches for. */
export function railFindings(model: PodModel): Finding[] {
  if (model.target.kind !== 'kubeconfig') return []
  return [
    ...ofOthers(model),
    ...unsupported(model),
    ...unlisted(model),
    ...smallPools(model),
    ...unknownCanaries(model),
    ...heldBack(model),
  ]
}

function ofOthers({ platform: { networkOperator } }: PodModel): Finding[] {
  const { owner, rails } = networkOperator
  if (owner === 'superpod' || rails.mode !== 'sriov') return []
  return [
    {
      code: 'rails/of-others',
      severity: 'error',
      path: `${path}.mode`,
      message:
        'the mode of rails is sriov, but the owner of networkOperator is external, so its rails are not ours to make',
      remedy: 'remove the mode; whoever installs the network operator makes the rails too',
    },
  ]
}

/** What is not supported is made by nobody: an error where it is asked for, else only told. */
function unsupported({ generation, platform: { networkOperator } }: PodModel): Finding[] {
  const reason = railsUnsupported(generation)
  const { owner, rails } = networkOperator
  if (reason === undefined || owner !== 'superpod' || rails.mode === 'none') return []
  return [
    {
      code: 'rails/unsupported',
      severity: rails.mode === 'sriov' ? 'error' : 'info',
      path: rails.mode === 'sriov' ? `${path}.mode` : 'systems.generation',
      message: `pods of ${generation.title} get no rails, but SR-IOV on InfiniBand is all that is supported yet: ${reason}`,
      remedy:
        rails.mode === 'sriov'
          ? 'remove the mode, or write none'
          : 'know that jobs of several systems use the cluster network, unless somebody makes rails by hand',
    },
  ]
}

function unlisted({ generation, rails }: PodModel): Finding[] {
  const { value, source } = networkOperatorSystems
  if (!rails || value.includes(generation.generation)) return []
  return [
    {
      code: 'rails/unlisted',
      severity: 'info',
      path: 'systems.generation',
      message: `rails are made for ${generation.title}, but it is not in the network operator's own table of supported systems (${source.key})`,
      remedy: 'try the canary rack well before you write rollout: all',
    },
  ]
}

/** A block for every place of the units, taken or not: a system that comes later must find one. */
function smallPools({ generation, scalableUnits, networks, rails }: PodModel): Finding[] {
  if (!rails) return []
  const places = scalableUnits.length * generation.systemsPerScalableUnit.value
  const needed = railPoolNeeds(places, rails.virtualFunctions)
  const small = rails.rails.filter(({ pool }) => (pool?.systems ?? 0) < places)
  const own = small.filter(({ name }) => networks.rails[name] !== undefined)
  // one range is behind all others: it is told once
  return [...own, ...small.filter((rail) => !own.includes(rail)).slice(0, 1)].map(({ name, pool }) => ({
    code: 'rails/pool-too-small',
    severity: 'error' as const,
    path: networks.rails[name] === undefined ? 'networks.compute' : `networks.rails.${name}`,
    message: `${pool ? `${pool.subnet} of ${name} has ${pool.blockSize} addresses for pods on each of ${printedCount(pool.systems)} systems` : `${name} has no addresses`}, but its scalable units have ${printedCount(places)} places`,
    remedy: `give ${name} a /${32 - Math.ceil(Math.log2(needed))} at least${networks.rails[name] === undefined ? '; compute is divided evenly among the rails' : ''}${rails.virtualFunctions > 7 ? ', or make fewer virtualFunctions' : ''}`,
  }))
}

function unknownCanaries({ rails, racks }: PodModel): Finding[] {
  const names = racks.map(({ name }) => name)
  return (rails?.canary ?? [])
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = didYouMean(name, names)
      return {
        code: 'rails/canary-unknown',
        severity: 'error' as const,
        path: `${path}.canary.${name}`,
        message: `rack ${name} is to be changed first, but the pod has racks ${names[0]} to ${names.at(-1)}`,
        remedy: near ? `write ${near}` : 'name racks of the pod',
      }
    })
}

function heldBack({ rails, racks }: PodModel): Finding[] {
  if (!rails?.held || rails.canary.length >= racks.length) return []
  return [
    {
      code: 'rails/held',
      severity: 'info',
      path: `${path}.rollout`,
      message: `rails change on ${wordList(rails.canary, 'and')} alone, but the pod has ${racks.length} racks`,
      remedy: 'write rollout: all once the canary rack has proven itself',
    },
  ]
}
