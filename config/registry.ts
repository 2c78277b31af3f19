import { z } from 'zod'
import { faultIssue, type ValueFault } from './value-fault.ts'

const pattern =
  /^(?:localhost|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+|[a-z0-9-]+(?=:\d))(?::\d{1,5})?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/

/** A registry of images, or a part of one by its path: `nvcr.io`, `registry.example.org:5000/genomics`. */
export const Registry = z
  .string()
  .check((ctx) => {
    const fault = registryFault(ctx.value)
    if (fault) ctx.issues.push(faultIssue(ctx.value, fault))
  })
  .meta({
    description: 'A registry of images, or a part of one by its path; no scheme.',
    examples: ['nvcr.io', 'registry.example.org:5000/genomics'],
    pattern: pattern.source,
  })

function registryFault(text: string): ValueFault | undefined {
  if (pattern.test(text)) return undefined
  const allowed = 'the host of a registry, with its port and path where it has one, such as nvcr.io/nvidia'
  const bare = text.replace(/^[a-z]+:\/\//i, '').replace(/\/+$/, '')
  if (bare !== text && pattern.test(bare)) {
    const isScheme = /^[a-z]+:\/\//i.test(text)
    return { code: isScheme ? 'registry/scheme' : 'registry/format', allowed, remedy: `write ${bare}` }
  }
  return {
    code: 'registry/format',
    allowed,
    remedy: 'write host, host:port or host/path, without name or tag of an image',
  }
}
