import { type ChartImage, type ChartSite, chartSite } from '#catalog'
import { withMovedImages } from './moved-images.ts'
import { proxyEnvironment, type Site } from './site.ts'

type Values = Readonly<Record<string, unknown>>

/** Values of a chart with what its site asks for: what a construct wrote itself stands, its images moved. */
export function siteValues(chart: string, version: string, values: Values, site: Site): Values {
  const known = chartSite(chart, version)
  const written = withMovedImages(values, site.images)
  return known ? merged(ofSite(known, site), written) : written
}

function ofSite(known: ChartSite, { images, pullSecrets, registryCa, proxy }: Site): Values {
  const paths: [string, unknown][] = [
    ...(images === undefined
      ? []
      : known.images.map((image): [string, unknown] => [image.path, movedValue(image, images)])),
    ...(pullSecrets.length === 0
      ? []
      : known.pullSecrets.map(({ path, as }): [string, unknown] => [path, secretsAs(as, pullSecrets)])),
    ...(proxy ? known.proxyEnv.map((path): [string, unknown] => [path, proxyEnvironment(proxy)]) : []),
    ...(registryCa === undefined || known.registryCa === undefined
      ? []
      : [[known.registryCa, registryCa] as [string, unknown]]),
  ]
  return paths.reduce<Values>((all, [path, value]) => merged(all, nested(path.split('.'), value)), {})
}

function movedValue({ form, value, name, tag }: ChartImage, registry: string): string {
  if (form === 'registry') return registry
  if (form === 'folder') return withoutHost(value, registry)
  return withoutHost(form === 'reference' && tag !== undefined && value.endsWith(`:${tag}`) ? value : name, registry)
}

function withoutHost(text: string, registry: string): string {
  return `${registry}${text.slice(text.indexOf('/'))}`
}

function secretsAs(as: ChartSite['pullSecrets'][number]['as'], names: readonly string[]): unknown {
  if (as === 'one') return names[0]
  return as === 'names' ? names : names.map((name) => ({ name }))
}

function nested([key = '', ...rest]: readonly string[], value: unknown): Values {
  return { [key]: rest.length === 0 ? value : nested(rest, value) }
}

function merged(under: Values, over: Values): Values {
  const both = Object.entries(over).map(([key, value]): [string, unknown] => {
    const below = under[key]
    return [key, isMap(below) && isMap(value) ? merged(below, value) : value]
  })
  return { ...under, ...Object.fromEntries(both) }
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
