import type { Source } from './source.ts'

/** One image that a chart draws, and the value that moves it to another registry. */
export interface ChartImage {
  /** Path of the value that moves it, keys joined by dots. */
  readonly path: string
  /** What the value holds: the image without its tag, the folder that it is in, its host alone, or image and tag. */
  readonly form: 'repository' | 'folder' | 'registry' | 'reference'
  /** What the chart has there at home. */
  readonly value: string
  /** The image in full, without its tag. */
  readonly name: string
  /** Tag at home; undefined where no source here says which. */
  readonly tag?: string
  /** Path of the value that is its tag. */
  readonly tagPath?: string
  /** Value that switches it on, and whether it is on at home. @default always drawn */
  readonly when?: { readonly path: string; readonly usually: boolean }
}

/** What a chart at one version takes from a site: images elsewhere, Secrets to pull them with, a proxy, a CA. */
export interface ChartSite {
  readonly chart: string
  /** Version of the chart, without `v`. */
  readonly version: string
  readonly images: readonly ChartImage[]
  /** What it draws that no source here names: sentences for `images.txt`. */
  readonly open: readonly string[]
  /** Paths of Secrets to pull with: a list of names, a list of references, or one name. */
  readonly pullSecrets: readonly { readonly path: string; readonly as: 'names' | 'references' | 'one' }[]
  /** Paths of lists of environment variables, of what goes out of the cluster. */
  readonly proxyEnv: readonly string[]
  /** Path of the name of a ConfigMap with certificates that it trusts. */
  readonly registryCa?: string
  readonly source: Source
}

type Switch = ChartImage['when']

/** An image whose value `<path>.repository` holds it without its tag, `<path>.tag` the tag. */
export function repositoryImage(path: string, name: string, tag?: string, when?: Switch): ChartImage {
  return { ...image(`${path}.repository`, 'repository', name, name, tag, when), tagPath: `${path}.tag` }
}

/** An image whose value `<path>.repository` holds the folder that it is in, `<path>.version` its tag. */
export function folderImage(path: string, folder: string, own: string, tag?: string, when?: Switch): ChartImage {
  return { ...image(`${path}.repository`, 'folder', folder, `${folder}/${own}`, tag, when), tagPath: `${path}.version` }
}

/** An image whose value `<path>.registry` holds its host, `<path>.tag` its tag. */
export function hostedImage(path: string, host: string, own: string, tag?: string, when?: Switch): ChartImage {
  return { ...image(`${path}.registry`, 'registry', host, `${host}/${own}`, tag, when), tagPath: `${path}.tag` }
}

/** An image whose value holds all of it, tag too. */
export function referenceImage(path: string, reference: string, when?: Switch): ChartImage {
  const at = reference.lastIndexOf(':')
  const [name, tag] = at > reference.lastIndexOf('/') ? [reference.slice(0, at), reference.slice(at + 1)] : [reference]
  return image(path, 'reference', reference, name ?? reference, tag, when)
}

/** Where a switch is, and that it is off at home. */
export function switchedOn(path: string): Switch {
  return { path, usually: false }
}

/** Where a switch is, and that it is on at home. */
export function whenever(path: string): Switch {
  return { path, usually: true }
}

function image(
  path: string,
  form: ChartImage['form'],
  value: string,
  name: string,
  tag: string | undefined,
  when: Switch,
): ChartImage {
  return { path, form, value, name, ...(tag === undefined ? {} : { tag }), ...(when ? { when } : {}) }
}
