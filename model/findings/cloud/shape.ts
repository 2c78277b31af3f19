import { type CloudName, cloudShapes, cloudTitles, shapesOf, unconfirmedTypes } from '#catalog'
import { didYouMean, type Finding, wordList } from '#core'
import { cloudShape } from '../../cloud/cloud-type.ts'
import type { PodModel } from '../../pod-model.ts'

/** What a target says of the machines of its systems. */
export interface NamedShape {
  readonly cloud: CloudName
  /** Type that it names. @default the first of the pod's generation */
  readonly type?: string | undefined
  readonly region: string
  /** Dotted path of that type in config, such as `targets.eks.eks.systems.type`. */
  readonly path: string
  readonly regionPath: string
}

/** Machines that a cloud does not offer for the pod's generation, or is not known to offer in a region. */
export function shapeFindings(model: Pick<PodModel, 'generation'>, named: NamedShape): Finding[] {
  const { generation } = model.generation
  const { cloud, type, path } = named
  const offered = shapesOf(cloud, generation)
  if (offered.length === 0) return [notOffered(generation, cloud)]
  const shape = cloudShape(cloud, generation, type)
  if (!shape) return [unknownType(named)]
  if (shape.generations.includes(generation)) return inRegion(named, shape.type, shape.regions.value)
  return [
    {
      code: 'cloud/type-of-other-generation',
      severity: 'error',
      path,
      message: `${shape.type} stands for ${wordList(shape.generations)}, but the pod is of ${generation}`,
      remedy: `write ${wordList(offered.map((each) => each.type))}, or change systems.generation by the target's override`,
    },
  ]
}

function notOffered(generation: string, cloud: CloudName): Finding {
  const title = cloudTitles[cloud]
  const others = [...new Set(cloudShapes[cloud].flatMap(({ generations }) => generations))]
  const open = unconfirmedTypes[cloud][generation]
  const why = open
    ? `no machine of ${title} is known well enough to stand for ${generation}: ${open}`
    : `${title} offers no machine that stands for ${generation}`
  return {
    code: 'cloud/generation-not-offered',
    severity: 'error',
    path: 'systems.generation',
    message: `${why}; it offers ${wordList(others, 'and')}`,
    remedy: "choose one of those by the target's override, or another target",
  }
}

function unknownType({ cloud, type = '', path }: NamedShape): Finding {
  const known = cloudShapes[cloud].map((shape) => shape.type)
  const close = didYouMean(type, known)
  return {
    code: 'cloud/type-unknown',
    severity: 'error',
    path,
    message: `the catalogue has no machine ${type} of ${cloudTitles[cloud]}, but ${wordList(known, 'and')}`,
    remedy: close ? `write ${close}` : 'write one of those, or leave it out for the default',
  }
}

function inRegion({ region, regionPath }: NamedShape, type: string, known?: readonly string[]): Finding[] {
  if (known?.includes(region)) return []
  return [
    {
      code: 'cloud/region-unknown',
      severity: known ? 'warning' : 'info',
      path: regionPath,
      message: known
        ? `${type} is known to be offered in ${wordList(known, 'and')}, but the target is in ${region}`
        : `no source says in which regions ${type} is offered; the target is in ${region}`,
      remedy: 'ask the cloud before you apply, as the page of the target says, or choose another region',
    },
  ]
}
