import { z } from 'zod'
import { wordList } from '#core'
import { faultIssue, type ValueFault } from './value-fault.ts'

/** Beginnings that belong to Kubernetes, to NVIDIA's operators and to us. */
const reservedPrefixes = ['kube-', 'nvidia', 'superpod']

/** Names that mean something else where a pod's, a tenant's or a target's name stands. */
const reservedNames = ['shared', 'default', 'kube', 'platform', 'cluster']

/** Longest name of anything, in characters: tenant and namespace together, with a hyphen, stay below 63. */
const longest = 30

/** A name that becomes part of a Kubernetes object's: a DNS label that begins with a letter. */
export const Name = labelled(longest, nameFault).meta({ description: 'A DNS label that begins with a letter.' })

/** The name of a pod or a tenant: a DNS label outside of what Kubernetes, NVIDIA and superpod use themselves. */
export const OwnName = labelled(longest, ownNameFault).meta({
  description: 'A DNS label that begins with a letter, and with none of kube-, nvidia and superpod.',
})

/** The name of a pool, a scalable unit, a rack or a system as a person refers to it: judged against the model later. */
export const Reference = labelled(63, (text) => nameFault(text, 63)).meta({
  description: 'Name of something that the pod has.',
})

/** Why a text is no name. */
export function nameFault(text: string, max = longest): ValueFault | undefined {
  if (text.length <= max && labelPattern(max).test(text)) return undefined
  const proposal = asLabel(text, max)
  return {
    code: 'name/format',
    allowed: `a DNS label: 1 to ${max} lower-case letters, digits and hyphens, a letter first, no hyphen last`,
    remedy: proposal ? `write ${proposal}` : 'choose another name',
  }
}

function ownNameFault(text: string): ValueFault | undefined {
  const prefix = reservedPrefixes.find((reserved) => text.startsWith(reserved))
  if (prefix === undefined && !reservedNames.includes(text)) return nameFault(text)
  return {
    code: 'name/reserved',
    allowed: `a name that begins with none of ${wordList(reservedPrefixes, 'and')}, and is none of ${wordList(reservedNames, 'and')}`,
    remedy: 'choose another name',
  }
}

function labelled(max: number, fault: (text: string) => ValueFault | undefined) {
  return z
    .string()
    .check((ctx) => {
      const found = fault(ctx.value)
      if (found) ctx.issues.push(faultIssue(ctx.value, found))
    })
    .meta({ pattern: labelPattern(max).source, maxLength: max })
}

function labelPattern(max: number): RegExp {
  return new RegExp(`^[a-z](?:[a-z0-9-]{0,${max - 2}}[a-z0-9])?$`)
}

function asLabel(text: string, max: number): string | undefined {
  const label = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, max)
    .replace(/-+$/, '')
  return label === '' ? undefined : label
}
