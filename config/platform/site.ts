import { z } from 'zod'
import { Name } from '../name.ts'
import { setOf } from '../name-set.ts'
import { faultIssue, type ValueFault } from '../value-fault.ts'

const reference =
  /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?:@sha256:[0-9a-f]{64}|:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})$/
const objectName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/
const proxyAddress = /^https?:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?\/?$/

/** Name of a Secret or a ConfigMap that is there already. */
const ObjectName = z
  .string()
  .regex(objectName, 'the name of an object: small letters, digits, hyphens and dots')
  .meta({ description: 'Name of an object that is there already.' })

/** An image with its tag or digest. */
export const Image = judgedText(reference, imageFault)

/** Large images, and where they are to lie before anybody asks. */
const Prefetch = z
  .strictObject({
    image: Image.meta({
      description: 'Image with its tag or digest; no scheme.',
      examples: ['nvcr.io/nvidia/pytorch:26.01-py3'],
    }),
    pool: Name.default('shared').meta({
      description: 'Pool whose systems get it: shared, or a tenant with systems of its own.',
    }),
  })
  .meta({ id: 'Prefetch', description: 'An image that lies on systems before anybody asks.' })

/** How images come to the nodes of this site. */
export const Images = z
  .strictObject({
    pullSecrets: setOf(ObjectName).default([]).meta({
      description: 'Secrets to pull with, by name: they must be in every namespace that pods run in.',
    }),
    registryCa: ObjectName.optional().meta({
      description:
        "ConfigMap with the registry's CA, for what builds on a node; the nodes themselves must trust it too.",
    }),
    prefetch: z.record(Name, Prefetch).default({}).meta({ description: 'Large images to draw beforehand, by name.' }),
  })
  .meta({ id: 'Images', description: 'How images come to the nodes of this site.' })

/** The way out of the site. */
export const WayOut = z
  .strictObject({
    http: judgedText(proxyAddress, proxyFault)
      .optional()
      .meta({
        description: 'Proxy for http, as http://host:port; no credentials.',
        examples: ['http://proxy.example.org:3128'],
      }),
    https: judgedText(proxyAddress, proxyFault)
      .optional()
      .meta({
        description: 'Proxy for https, as http://host:port; no credentials.',
        examples: ['http://proxy.example.org:3128'],
      }),
    noProxy: setOf(
      z
        .string()
        .regex(/^[A-Za-z0-9.*:/_-]{1,253}$/, 'a host, a domain that begins with a dot, or an address range')
        .meta({ description: 'A host, a domain or a range.' }),
    )
      .default([])
      .meta({ description: 'What is reached without it, beside the cluster itself and the registry of artifacts.' }),
  })
  .meta({ id: 'Proxy', description: 'The way out of the site.' })

function judgedText(pattern: RegExp, fault: (value: string) => ValueFault) {
  return z
    .string()
    .check((ctx) => {
      if (!pattern.test(ctx.value) || ctx.value.length > 300) ctx.issues.push(faultIssue(ctx.value, fault(ctx.value)))
    })
    .meta({ pattern: pattern.source, maxLength: 300 })
}

function imageFault(value: string): ValueFault {
  const allowed = 'an image with its tag or digest and without a scheme, such as nvcr.io/nvidia/pytorch:26.01-py3'
  const bare = value.replace(/^[a-z+]+:\/\//i, '')
  if (bare !== value) return { code: 'registry/scheme', allowed, remedy: `write ${bare}` }
  return { code: 'images/format', allowed }
}

function proxyFault(value: string): ValueFault {
  const allowed = 'an address such as http://proxy.example.org:3128'
  if (/\/\/[^/]*@/.test(value)) {
    const remedy =
      'leave name and password out: config holds no secrets, and a proxy must know the site by its addresses'
    return { code: 'proxy/credentials', allowed: `${allowed}, without credentials`, remedy }
  }
  return { code: 'proxy/format', allowed }
}
