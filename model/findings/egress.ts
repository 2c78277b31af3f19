import type { Finding } from '#core'
import { metadataAddresses } from '../metadata-address.ts'
import { addressRange, overlap, sizeOf } from '../physical/address-range.ts'
import type { PodModel } from '../pod-model.ts'

/** Longest prefix that still counts as everything: halves of the Internet are no destinations either. */
const everything = { ipv4: 7, ipv6: 15 } as const

/** Networks of the pod that are no destination of a tenant: behind them are the API server, the nodes and other pods. */
const inner = ['pods', 'services', 'management', 'inBand', 'outOfBand'] as const

/**
 * Destinations of tenants that are no destinations: everything there is, the address that gives out credentials, and the
 * pod's own networks.
 */
export function egressFindings({ tenants, networks }: PodModel): Finding[] {
  return tenants.flatMap(({ name, sensitivity, egress }) =>
    Object.entries(egress).flatMap(([key, { cidr }]): Finding[] => {
      const reach = reached(cidr, networks)
      if (!reach) return []
      const message = `destination ${key} of ${name} is ${cidr}, which ${reach.words}`
      const path = `tenants.${name}.egress.${key}.cidr`
      const remedy = 'name the ranges that are needed, the smallest that hold them'
      return sensitivity === 'sensitive' && !reach.isOneHost
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
              code: reach.code,
              severity: 'warning',
              path,
              message: `${message}, but egress is there to close what is not needed`,
              remedy: `${remedy}, or allow it`,
            },
          ]
    }),
  )
}

/** What a destination reaches that it should not; undefined where there is nothing of the kind. */
export function reached(cidr: string, networks: PodModel['networks']): Reached | undefined {
  const range = addressRange(cidr)
  if (range.prefix <= everything[range.kind]) {
    return { code: 'tenant/egress-everything', words: 'is as good as everything' }
  }
  if (metadataAddresses.some((address) => overlap(range, addressRange(address)))) {
    return { code: 'tenant/egress-metadata', words: 'holds the metadata address' }
  }
  const own = inner.flatMap((name) => [networks[name], networks.ipv6[name]].map((own) => ({ name, own })))
  const met = own.find((each) => each.own !== undefined && overlap(range, addressRange(each.own)))
  // one address of it, such as a proxy's, may well be meant
  return (
    met && {
      code: 'tenant/egress-inside',
      words: `meets the pod's own network ${met.name}, ${met.own}`,
      isOneHost: sizeOf(range) === 1n,
    }
  )
}

interface Reached {
  readonly code: string
  readonly words: string
  readonly isOneHost?: boolean
}
