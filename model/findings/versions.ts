import { type BadCombination, defaultVersions, oldestVersions, type VersionedPart } from '#catalog'
import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'
import { isOlder } from '../version-range.ts'
import {
  type PodVersions,
  podVersions,
  type VersionPair,
  type VersionStanding,
  versionStanding,
} from '../version-standing.ts'
import { partNames, printedPart, printedRanges } from '../version-words.ts'

/** Versions that are documented as broken, that no row of the matrix pairs, or that are too old for what we write. */
export function versionFindings(model: PodModel): Finding[] {
  const versions = podVersions(model)
  const standing = versionStanding(versions, model.target.kind)
  return [
    ...tooOld(model, versions),
    ...standing.bad.map((bad) => documentedBad(bad, versions, standing)),
    ...standing.undocumented.flatMap((pair) => withoutRow(pair, versions, standing)),
    ...otherGeneration(model, standing),
  ]
}

function tooOld({ platform }: PodModel, versions: PodVersions): Finding[] {
  return (Object.keys(oldestVersions) as VersionedPart[]).flatMap((part) => {
    const [version, oldest] = [versions[part], oldestVersions[part]]
    if (version === undefined || !oldest || !isOlder(version, oldest.version)) return []
    const isExternal = part in platform && ownerOf(platform, part) === 'external'
    return {
      code: 'versions/too-old',
      severity: 'error' as const,
      path: pathOf(part),
      message: `${printedPart(part, version)} is here, but must be ${oldest.version} or newer: ${oldest.why} (${oldest.source.key}, ${oldest.source.grade})`,
      remedy: isExternal
        ? `have whoever owns ${partNames[part]} upgrade it, then write its version here`
        : `write ${oldest.version} or newer, or leave the version out`,
    }
  })
}

function ownerOf(platform: PodModel['platform'], part: VersionedPart): string | undefined {
  const component = (platform as Readonly<Record<string, unknown>>)[part]
  return typeof component === 'object' && component !== null && 'owner' in component ? `${component.owner}` : undefined
}

function documentedBad(bad: BadCombination, versions: PodVersions, { nearest }: VersionStanding): Finding {
  const parts = Object.keys(bad.versions) as VersionedPart[]
  return {
    code: 'versions/documented-bad',
    severity: 'error',
    path: pathOf(parts.at(-1) ?? 'kubernetes'),
    message: `${parts.map((part) => printedPart(part, versions[part])).join(' with ')} is here, but ${bad.why} (${bad.source.key}, ${bad.source.grade})`,
    remedy: `go to the row ${nearest.name}: ${printedRanges(nearest.versions)}`,
  }
}

function withoutRow(pair: VersionPair, versions: PodVersions, { bad, nearest }: VersionStanding): Finding[] {
  if (bad.some(({ versions: ranges }) => pair.every((part) => part in ranges))) return []
  return [
    {
      code: 'versions/no-row',
      severity: 'warning',
      path: pathOf(pair[1]),
      message: `${pair.map((part) => printedPart(part, versions[part])).join(' with ')} is here, but no document pairs them${pair[0] === 'gpuOperator' ? ' for RDMA' : ''}`,
      remedy: `go to the row ${nearest.name} (${printedRanges(nearest.versions)}), or try it on systems that nobody needs`,
    },
  ]
}

// of the default, which is derived: documents of others say which systems they were tried on, or nothing
function otherGeneration({ generation, platform }: PodModel, { rows }: VersionStanding): Finding[] {
  const [row] = rows
  if (!row?.generations || row.generations.includes(generation.generation)) return []
  const isDefault = platform.gpuOperator.version === defaultVersions.gpuOperator
  return [
    {
      code: 'versions/generation-not-named',
      severity: 'info',
      path: 'platform.gpuOperator.version',
      message: `the versions are those of the row ${row.name}, but it names ${row.generations.join(', ')} and not ${generation.generation} (${row.source.key}, ${row.source.grade})`,
      remedy: isDefault
        ? `see with ./superpod versions which rows name ${generation.generation}, and try before you rely on it`
        : 'try it before you rely on it',
    },
  ]
}

function pathOf(part: VersionedPart): string {
  return part === 'kubernetes' || part === 'driver' ? 'platform.kubernetes' : `platform.${part}.version`
}
