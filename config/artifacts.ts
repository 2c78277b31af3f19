import { z } from 'zod'
import { faultIssue, type ValueFault } from './value-fault.ts'

const host = '[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\\d{1,5})?'
const folders = '(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*'

/** A registry, or a folder in one: a host, a port perhaps, a path perhaps, never a scheme. */
const Registry = text(new RegExp(`^${host}${folders}$`), registryFault)

/** Where a Helm chart repository is: `https://`, or `oci://` with the folder that holds the charts. */
const ChartRepository = text(new RegExp(`^(?:https|oci)://${host}(?:/[A-Za-z0-9._~-]+)*/?$`), repositoryFault)

/** Homes of charts and images that a site has filled itself. */
export const Artifacts = z
  .strictObject({
    charts: ChartRepository.optional().meta({
      description: 'Helm repository that holds every chart, by https or oci; default: the public home of each.',
      examples: ['oci://registry.example.org/charts'],
    }),
    images: Registry.optional().meta({
      description: 'Registry, or a folder in one, that holds every image below the path it has at home; no scheme.',
      examples: ['registry.example.org/mirror'],
    }),
  })
  .meta({ id: 'Artifacts', description: 'Homes of charts and images that a site has filled itself.' })

function text(pattern: RegExp, fault: (value: string) => ValueFault) {
  return z
    .string()
    .check((ctx) => {
      if (!pattern.test(ctx.value) || ctx.value.length > 200) ctx.issues.push(faultIssue(ctx.value, fault(ctx.value)))
    })
    .meta({ pattern: pattern.source, maxLength: 200 })
}

function registryFault(value: string): ValueFault {
  const bare = value.replace(/^[a-z+]+:\/\//i, '').replace(/\/+$/, '')
  const allowed = 'a registry without a scheme, in small letters, such as registry.example.org/mirror'
  if (bare !== value) return { code: 'registry/scheme', allowed, remedy: `write ${bare}` }
  return { code: 'registry/format', allowed }
}

function repositoryFault(): ValueFault {
  return { code: 'registry/no-scheme', allowed: 'a chart repository that begins with https:// or oci://' }
}
