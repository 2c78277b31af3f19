import { type Finding, wordList } from '#core'
import { isLocal } from '../../cloud/eks-zone.ts'
import { addressRange } from '../../physical/address-range.ts'
import type { PodModel } from '../../pod-model.ts'
import { eksRangeFindings } from './eks-range.ts'
import { openReach } from './open-reach.ts'

type Section = NonNullable<PodModel['target']['eks']>

/** Largest and smallest network that AWS makes whose parts are subnets, by the length of the prefix. */
const prefixes = { largest: 16, smallest: 21 }

/** Zones of a network in AWS that do not fit, and who reaches it. */
export function eksNetworkFindings(model: PodModel): Finding[] {
  const { target, networks } = model
  const { eks } = target
  if (target.kind !== 'eks' || !eks) return []
  const path = `targets.${target.name}.eks`
  const size = networkSize(networks.pods)
  const zones = [...elsewhere(eks, path), ...tooFew(eks, path), ...missing(eks, path)]
  return [
    ...size,
    ...zones,
    ...openReach(eks.reach, path).map((each) => ({ code: 'eks/reach-open', ...each })),
    ...(size.length > 0 ? [] : eksRangeFindings(model, { ...eks, zones: own(eks) }, path)),
  ]
}

function networkSize(pods: string): Finding[] {
  const { kind, prefix } = addressRange(pods)
  if (kind === 'ipv4' && prefix >= prefixes.largest && prefix <= prefixes.smallest) return []
  return [
    {
      code: 'eks/network-size',
      severity: 'error',
      path: 'networks.pods',
      message: `pods is ${pods}, and is the network of the cluster in AWS, which must be IPv4 with a prefix from /${prefixes.largest} to /${prefixes.smallest}`,
      remedy: "give networks.pods such a range in the target's override",
    },
  ]
}

// what is elsewhere is told once
function own({ zones, region }: Section): Section['zones'] {
  return Object.fromEntries(Object.entries(zones).filter(([zone]) => zone.startsWith(region)))
}

function elsewhere({ zones, region }: Section, path: string): Finding[] {
  return Object.keys(zones)
    .filter((zone) => !zone.startsWith(region))
    .map((zone) => ({
      code: 'eks/zone-elsewhere',
      severity: 'error',
      path: `${path}.zones.${zone}`,
      message: `the zone ${zone} is not in the region ${region}`,
      remedy: `name zones of ${region}, such as ${region}a`,
    }))
}

function tooFew({ zones }: Section, path: string): Finding[] {
  const homes = Object.keys(zones).filter((zone) => zones[zone]?.controlPlane && !isLocal(zone))
  if (homes.length > 1) return []
  return [
    {
      code: 'eks/zones-too-few',
      severity: 'error',
      path: `${path}.zones`,
      message: `the control plane is in ${homes[0] ?? 'no zone'}, but EKS needs two zones of the region at least (EKS)`,
      remedy: 'add zones, or leave controlPlane out of them',
    },
  ]
}

function missing({ zones, systems }: Section, path: string): Finding[] {
  const names = Object.keys(zones)
  const wanted = [
    [`${path}.systems.zone`, systems.zone] as const,
    ...Object.entries(systems.units).flatMap(([unit, { zone }]) =>
      zone === undefined ? [] : [[`${path}.systems.units.${unit}.zone`, zone] as const],
    ),
  ]
  return wanted
    .filter(([, zone]) => !names.includes(zone))
    .map(([where, zone]) => ({
      code: 'eks/zone-missing',
      severity: 'error',
      path: where,
      message: `systems shall be in ${zone}, but zones has ${wordList(names, 'and')}`,
      remedy: `add ${zone}: {} to zones, or name one of those`,
    }))
}
