import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { faultIssue, type ValueFault } from './value-fault.ts'

type Family = 'ipv4' | 'ipv6'

const examples: Readonly<Record<Family, string>> = { ipv4: '10.150.0.0/16', ipv6: 'fd5e:2a61:7::/64' }

/** An address range in CIDR form, host bits zero: `10.150.0.0/16`. */
export const Cidr = cidr().meta({
  description: 'An address range in CIDR form.',
  pattern: '^[0-9a-fA-F.:]+/\\d{1,3}$',
})

/** A range of IPv4 addresses. */
export const Cidr4 = cidr('ipv4').meta({
  description: 'A range of IPv4 addresses in CIDR form.',
  pattern: '^[0-9.]+/\\d{1,2}$',
})

/** A range of IPv6 addresses. */
export const Cidr6 = cidr('ipv6').meta({
  description: 'A range of IPv6 addresses in CIDR form.',
  pattern: '^[0-9a-fA-F:.]+/\\d{1,3}$',
})

function cidr(family?: Family) {
  return z.string().check((ctx) => {
    const fault = cidrFault(ctx.value, family)
    if (fault) ctx.issues.push(faultIssue(ctx.value, fault))
  })
}

/** Why a text is no address range, or one of the other family. */
function cidrFault(text: string, family?: Family): ValueFault | undefined {
  const example = examples[family ?? 'ipv4']
  const allowed = `an address range in CIDR form such as ${example}`
  if (!isCidr(text)) return { code: 'network/format', allowed, remedy: `write address/prefix, such as ${example}` }
  if (family && ipaddr.parseCIDR(text)[0].kind() !== family) return otherFamily(family)
  const canonical = canonicalCidr(text)
  if (canonical === text) return undefined
  return { code: 'network/host-bits', allowed: `the range itself, which is ${canonical}`, remedy: `write ${canonical}` }
}

function otherFamily(family: Family): ValueFault {
  const allowed = `a range of ${family === 'ipv4' ? 'IPv4' : 'IPv6'} addresses such as ${examples[family]}`
  const remedy = family === 'ipv4' ? 'write IPv6 ranges under networks.ipv6' : 'write IPv4 ranges beside ipv6'
  return { code: 'network/family', allowed, remedy }
}

function isCidr(text: string): boolean {
  const address = text.split('/')[0] ?? ''
  const fourParts = ipaddr.IPv4.isValidFourPartDecimal(address)
  return ipaddr.isValidCIDR(text) && (fourParts || address.includes(':'))
}

function canonicalCidr(text: string): string {
  const [address, prefix] = ipaddr.parseCIDR(text)
  const network =
    address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text)
  return `${network.toString()}/${prefix}`
}
