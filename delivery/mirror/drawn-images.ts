import { type ChartImage, chartSites } from '#catalog'
import type { KubeObject } from '#core'
import { isChartPath } from '../chart-location.ts'

/** A release, as far as what it draws follows from it. */
export interface DrawingRelease {
  /** Name of its chart, or a path. */
  readonly chart: string
  readonly version?: string | undefined
  readonly values: unknown
  /** What it carries, where its values are objects. */
  readonly objects?: readonly KubeObject[] | undefined
}

/** Every image that a cluster draws, as far as anybody here knows. */
export interface DrawnImages {
  /** Images with their tags or digests, in ascending order, each with what draws it. */
  readonly images: Readonly<Record<string, readonly string[]>>
  /** What else is drawn, in sentences: images whose tag, or charts whose images, are not recorded. */
  readonly unknown: readonly string[]
}

interface Found {
  readonly image: string
  readonly by: string
}

/** The images of releases and objects: of charts those recorded at their version, of objects those that they name. */
export function drawnImages(releases: readonly DrawingRelease[], objects: readonly KubeObject[]): DrawnImages {
  const found: Found[] = []
  const unknown: string[] = []
  for (const { chart, version, values, objects: carried } of releases) {
    if (carried) found.push(...carried.flatMap(imagesOfObject))
    else if (!isChartPath(chart)) addChart({ chart, version, values }, found, unknown)
  }
  found.push(...objects.flatMap(imagesOfObject))
  const images = new Map<string, Set<string>>()
  for (const { image, by } of found) images.set(image, (images.get(image) ?? new Set()).add(by))
  const sorted = [...images].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    images: Object.fromEntries(sorted.map(([image, by]) => [image, [...by].sort()])),
    unknown: [...new Set(unknown)].sort(),
  }
}

function addChart({ chart, version = '', values }: DrawingRelease, found: Found[], unknown: string[]): void {
  const bare = version.replace(/^v/, '')
  const by = `${chart} ${bare}`
  const known = chartSites.find((site) => site.chart === chart && site.version === bare)
  found.push(...podImages(values, by))
  if (!known) {
    unknown.push(`${by}: its images are not recorded`)
    return
  }
  unknown.push(...known.open)
  for (const image of known.images) {
    if (image.name === '' || !isDrawn(image, values)) continue
    const { name, tag } = chosen(image, values)
    if (tag === undefined) unknown.push(`${name}: ${by} draws it, with a tag that is not recorded`)
    else found.push({ image: withTag(name, tag), by })
  }
}

function isDrawn({ when }: ChartImage, values: unknown): boolean {
  return when === undefined || Boolean(valueAt(values, when.path) ?? when.usually)
}

function chosen({ path, form, name, tag, tagPath }: ChartImage, values: unknown) {
  const written = textAt(values, path)
  const ownTag = (tagPath === undefined ? undefined : textAt(values, tagPath)) ?? tag
  if (written === undefined) return { name, tag: ownTag }
  if (form === 'reference') return splitReference(written, ownTag)
  if (form === 'folder') return { name: `${written}/${name.slice(name.lastIndexOf('/') + 1)}`, tag: ownTag }
  if (form === 'registry') return { name: `${written}${name.slice(name.indexOf('/'))}`, tag: ownTag }
  return { name: written, tag: ownTag }
}

function splitReference(reference: string, usual: string | undefined) {
  const at = reference.lastIndexOf(':')
  return at > reference.lastIndexOf('/')
    ? { name: reference.slice(0, at), tag: reference.slice(at + 1) }
    : { name: reference, tag: usual }
}

function withTag(name: string, tag: string): string {
  return tag.startsWith('sha256:') ? `${name}@${tag}` : `${name}:${tag}`
}

function imagesOfObject(object: KubeObject): Found[] {
  return podImages(object, `${object.kind} ${object.metadata.name}`)
}

/** Images of containers, and of parts that name one by repository, image and version. */
function podImages(value: unknown, by: string): Found[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap((each) => podImages(each, by))
  const { containers, initContainers, repository, image, version } = value as Readonly<Record<string, unknown>>
  const lists = [containers, initContainers].flatMap((list) => (Array.isArray(list) ? list : []))
  const drawn = lists.flatMap(({ image: own }) => (typeof own === 'string' ? [{ image: own, by }] : []))
  const parts = [repository, image, version]
  const operand = parts.every((part) => typeof part === 'string' && part !== '')
  return [...inner, ...drawn, ...(operand ? [{ image: withTag(`${repository}/${image}`, `${version}`), by }] : [])]
}

function textAt(values: unknown, path: string): string | undefined {
  const value = valueAt(values, path)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function valueAt(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values)
}
