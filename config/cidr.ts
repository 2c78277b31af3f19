import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { faultIssue, type ValueFault } from './value-fault.ts'

/** An address range in CIDR form, host bits zero: `10.150.0.0/16`. */
export const Cidr = z
  .string()
  .check((ctx) => {
    const fault = cidrFault(ctx.value)
    if (fault) ctx.issues.push(faultIssue(ctx.value, fault))
  })
  .meta({ description: 'An address range in CIDR form.', pattern: '^[0-9a-fA-F.:]+/\\d{1,3}$' })

/** Why a text is no address range. */
function cidrFault(text: string): ValueFault | undefined {
  const allowed = 'an address range in CIDR form such as 10.150.0.0/16'
  if (!isCidr(text)) return { code: 'network/format', allowed, remedy: 'write address/prefix, such as 10.150.0.0/16' }
  const canonical = canonicalCidr(text)
  if (canonical === text) return undefined
  return { code: 'network/host-bits', allowed: `the range itself, which is ${canonical}`, remedy: `write ${canonical}` }
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
