import type { accessControls } from '#catalog'
import {
  type ControlJudge,
  configured,
  doesNotApply,
  doesNotHold,
  hostPrerequisite,
  ownsApiServer,
} from './standing.ts'
import { byPolicy } from './work.ts'

/** How controls on who may do what stand. */
export const accessStandings: Readonly<Record<keyof typeof accessControls, ControlJudge>> = {
  'access/identity': (_, model) => {
    if (!model.issuer) return doesNotHold('identity.issuer names no provider, so the API server believes no token')
    if (ownsApiServer(model)) return configured
    return hostPrerequisite('superpod export writes authentication.yaml; who runs the API server puts it in place')
  },
  'access/roles': () => configured,
  'access/own-namespaces': () => configured,
  'access/platform': () => configured,
  'access/walls': () => configured,
  'access/escalation': () => configured,
  'access/pod-accounts': () => configured,
  'access/tokens': (tenant, model) =>
    tenant.terms.tokenless
      ? byPolicy(tenant, model, 'contained')
      : doesNotHold('a pod gets the token of its account unless it says automountServiceAccountToken: false'),
  'access/kept-tokens': () => configured,
  'access/sessions': ({ sensitivity }) =>
    sensitivity === 'sensitive'
      ? configured
      : doesNotHold(`its data is ${sensitivity}: members and administrators may open sessions into its own pods`),
  'access/break-glass': ({ sensitivity }) =>
    sensitivity === 'sensitive' ? configured : doesNotApply('its pods are open to its members'),
  'access/namespace-kept': ({ state }) =>
    state === 'retired' ? doesNotHold('the tenant is retired: destroy may take its namespaces') : configured,
}
