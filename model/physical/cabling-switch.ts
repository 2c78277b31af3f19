import type { RailGroupTiers, RuleTiers } from '#catalog'
import type { FabricTiers } from '../compute-fabric.ts'
import type { Cable, CableKind } from './cable.ts'
import type { CableMaker } from './cable-end.ts'
import type { ComputeSwitch, SwitchTiers } from './switch.ts'

/** What the cables between switches follow from. */
export interface SwitchCabling {
  readonly tiers: RuleTiers | RailGroupTiers
  readonly switches: SwitchTiers
  readonly counts: FabricTiers
  readonly gbps: number
  readonly made: CableMaker
}

/**
 * Cables from leaves to spines: every leaf the same number of links to every spine that it meets. In two tiers those are
 * the spines of its plane, in three those of its unit, and where rails have spines of their own those of unit and rail.
 */
export function leafSpineCables(cabling: SwitchCabling): Cable[] {
  const { switches, counts } = cabling
  const spinesOf = grouped(switches.spines, (spine) => meeting(spine, spine))
  const [first] = switches.spines
  if (!first || counts.leafUplinks === undefined) return []
  const uplinks = counts.leafUplinks
  return [...grouped(switches.leaves, (leaf) => meeting(leaf, first))].flatMap(([group, leaves]) => {
    const spines = spinesOf.get(group) ?? []
    const links = uplinks / spines.length
    return leaves.flatMap((leaf, position) =>
      spines.flatMap((spine, at) =>
        Array.from({ length: links }, (_, link) =>
          uplink(cabling, 'leaf-spine', leaf, at * links + link, { spine, port: position * links + link + 1 }),
        ),
      ),
    )
  })
}

/**
 * Cables from spines to cores, dealt evenly. Cores are in groups; each group takes the spines of one place in every unit,
 * so that every unit reaches every core and every port of a core is used.
 */
export function spineCoreCables(cabling: SwitchCabling): Cable[] {
  const { tiers, switches, counts } = cabling
  const { spineUplinks = 0 } = counts
  if (switches.cores.length === 0) return []
  const [perSet, groups] = coreGroups(tiers, spineUplinks)
  const coresPerGroup = switches.cores.length / groups
  const together = perSet / groups
  return switches.spines.flatMap((spine, index) => {
    const place = index % perSet
    const group = Math.floor(place / together)
    const before = (Math.floor(index / perSet) * together + (place % together)) * spineUplinks
    return Array.from({ length: spineUplinks }, (_, link) => {
      const core = switches.cores[group * coresPerGroup + ((before + link) % coresPerGroup)]
      if (!core) throw new Error(`no core takes uplink ${link} of ${spine.name}`)
      return uplink(cabling, 'spine-core', spine, link, {
        spine: core,
        port: Math.floor((before + link) / coresPerGroup) + 1,
      })
    })
  })
}

/** Spines that stand together, by unit or by rail of a unit, and the groups of cores that they are dealt over. */
function coreGroups(
  tiers: RuleTiers | RailGroupTiers,
  spineUplinks: number,
): readonly [perSet: number, groups: number] {
  if (tiers.kind === 'rail-groups') return [tiers.spinesPerGroupAndUnit.value, tiers.coreGroups.value]
  const perUnit = tiers.leavesPerUnit.value
  return [perUnit, (perUnit * spineUplinks) / tiers.radix.value]
}

interface UpperEnd {
  readonly spine: ComputeSwitch
  readonly port: number
}

// the lower half of a switch's ports leads down, the upper half up
function uplink(
  { counts, gbps, made }: SwitchCabling,
  kind: CableKind,
  lower: ComputeSwitch,
  number: number,
  upper: UpperEnd,
): Cable {
  const port = lower.ports / 2 + number + 1
  const first = port - (number % counts.linksPerCable)
  return made({
    label: `${lower.name}-p${port}`,
    ...(counts.linksPerCable > 1 ? { partOf: `${lower.name}-p${first}-${first + counts.linksPerCable - 1}` } : {}),
    fabric: 'compute',
    kind,
    gbps,
    ...(lower.plane === undefined ? {} : { plane: lower.plane }),
    ...(lower.rail === undefined ? {} : { rail: lower.rail }),
    from: { device: lower.name, port: `p${port}` },
    to: { device: upper.spine.name, port: `p${upper.port}` },
  })
}

/** What a switch and the spines of its fabric have in common when they meet: of unit, plane and rail what spines have. */
function meeting(device: ComputeSwitch, spine: ComputeSwitch): string {
  return [
    spine.scalableUnit && device.scalableUnit,
    spine.plane && device.plane,
    spine.rail === undefined ? '' : device.rail,
  ].join('/')
}

function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}
