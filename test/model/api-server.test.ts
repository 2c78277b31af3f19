import { expect, test } from 'vitest'
import { auditPolicy, authenticationConfiguration, podModel } from '#model'
import { loadedGefion } from '../kit/gefion.ts'

const issuer = {
  url: 'https://login.example.org/realms/gefion',
  audiences: ['superpod'],
  usernameClaim: 'sub',
  groupsClaim: 'groups',
}

test('without an issuer no token is believed; with one, people and groups have the prefix', () => {
  const groupPrefix = 'sso:'
  expect(authenticationConfiguration({ groupPrefix }).jwt).toEqual([])
  expect(authenticationConfiguration({ groupPrefix, issuer }).jwt).toEqual([
    {
      issuer: { url: issuer.url, audiences: ['superpod'] },
      claimMappings: { username: { claim: 'sub', prefix: 'sso:' }, groups: { claim: 'groups', prefix: 'sso:' } },
    },
  ])
  const two = authenticationConfiguration({ groupPrefix, issuer: { ...issuer, audiences: ['a', 'b'] } })
  expect(two.jwt[0]).toHaveProperty('issuer.audienceMatchPolicy', 'MatchAny')
})

test('all that sensitive tenants do is written down, the bodies of secrets of nobody', async () => {
  const gefion = podModel(await loadedGefion())
  const { rules } = auditPolicy(gefion)
  const sensitive = gefion.tenants.filter(({ sensitivity }) => sensitivity === 'sensitive')
  const rooms = sensitive.flatMap(({ namespaces }) => namespaces.map(({ name }) => name)).sort()
  expect(rooms).toContain('genomics-train')
  const named = rules.filter(({ namespaces }) => namespaces)
  expect(named.map(({ namespaces }) => namespaces)).toEqual([rooms, rooms, rooms])
  const secrets = rules.findIndex(({ resources }) => resources?.some((each) => each.resources?.includes('secrets')))
  const [first] = named
  expect(rules[secrets]?.level).toBe('Metadata')
  expect(secrets).toBeLessThan(first ? rules.indexOf(first) : -1)
  expect(auditPolicy({ tenants: [] }).rules.some(({ namespaces }) => namespaces)).toBe(false)
})
