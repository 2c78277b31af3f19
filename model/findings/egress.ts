import type { Finding } from '#core'
import { addressRange, overlap } from '../physical/address-range.ts'
import type { PodModel } from '../pod-model.ts'

/** Where machines of a cloud ask who they are, and get credentials. */
const metadata = ['169.254.169.254/32', 'fd00:ec2::254/128']

/** Longest prefix that still counts as everything: halves of the Internet are no destinations either. */
const everything = { ipv4: 7, ipv6: 15 } as const

/** Destinations of tenants that are no destinations: everything there is, and the address that gives out credentials. */
export function egressFindings({ tenants }: PodModel): Finding[] {
  return tenants.flatMap(({ name, sensitivity, egress }) =>
    Object.entries(egress).flatMap(([key, { cidr }]): Finding[] => {
      const what = reached(cidr)
      if (!what) return []
      const message = `destination ${key} of ${name} is ${cidr}, which ${what === 'metadata' ? 'holds the metadata address' : 'is as good as everything'}`
      const path = `tenants.${name}.egress.${key}.cidr`
      const remedy = 'name the ranges that are needed, the smallest that hold them'
      return sensitivity === 'sensitive'
        ? [
            {
              code: 'tenant/sensitive-egress',
              severity: 'error',
              path,
              message: `${message}, but ${name} is sensitive`,
              remedy,
            },
          ]
        : [
            {
              code: what === 'metadata' ? 'tenant/egress-metadata' : 'tenant/egress-everything',
              severity: 'warning',
              path,
              message: `${message}, but egress is there to close what is not needed`,
              remedy: `${remedy}, or allow it`,
            },
          ]
    }),
  )
}

function reached(cidr: string): 'everything' | 'metadata' | undefined {
  const range = addressRange(cidr)
  if (range.prefix <= everything[range.kind]) return 'everything'
  return metadata.some((address) => overlap(range, addressRange(address))) ? 'metadata' : undefined
}
