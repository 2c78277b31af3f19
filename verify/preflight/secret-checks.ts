import { counted, type Finding } from '#core'
import type { PodModel } from '#model'
import { type Check, judgedCheck, openCheck } from '../check.ts'
import type { Home } from './home.ts'
import type { Site } from './site.ts'
import { madeBy, madeOnArrival, printedNamespaces, type WantedSecret } from './wanted-secret.ts'

/** Objects that config names and superpod never writes, and kinds that come only while an apply runs. */
export function secretChecks(model: PodModel, secrets: readonly WantedSecret[], site: Site, home: Home): Check[] {
  const title = 'Secrets that config names are there'
  const read = secrets.filter(({ kind, name }) => site.named.get(`${kind} ${name}`) !== undefined)
  const findings = [...read.flatMap((secret) => absent(secret, site, model)), ...comingKinds(model, site, home)]
  if (secrets.length > 0 && read.length === 0) return [openCheck('secrets', title, 'Secrets could not be read')]
  return [judgedCheck('secrets', title, `${counted(secrets.length, 'name')}; values are never read`, findings)]
}

function absent(secret: WantedSecret, { named, namespaces = [] }: Site, { target }: PodModel): Finding[] {
  const { kind, name, purpose, without } = secret
  const there = new Set(named.get(`${kind} ${name}`))
  const lacking = secret.namespaces.filter((namespace) => !there.has(namespace))
  const known = new Set(namespaces.map(({ metadata }) => metadata.name))
  const [now, later] = [lacking.filter((each) => known.has(each)), lacking.filter((each) => !known.has(each))]
  const facts = { severity: 'warning', path: `${kind} ${name}` } as const
  const what = `${purpose} needs it in`
  return [
    ...(now.length === 0
      ? []
      : [
          {
            ...facts,
            code: 'preflight/secret-missing',
            message: `${what} ${printedNamespaces(now)}, but it is not there: ${without}`,
            remedy: madeBy(secret, now, target.context),
          },
        ]),
    ...(later.length === 0
      ? []
      : [
          {
            ...facts,
            code: 'preflight/secret-on-arrival',
            message: `${what} ${printedNamespaces(later)}, which the apply makes first, and must not be made by hand: ${without}`,
            remedy: `beside the apply, in another terminal: ${madeOnArrival(secret, later, target.context)}`,
          },
        ]),
  ]
}

/** The network operator makes the kind of address pools when it has read its policy: no chart brings it. */
function comingKinds({ rails }: PodModel, { kinds }: Site, home: Home): Finding[] {
  if (!rails || !kinds || home.isThere) return []
  if (kinds.some(({ metadata }) => metadata.name === 'ippools.nv-ipam.nvidia.com')) return []
  return [
    {
      code: 'preflight/kind-on-arrival',
      severity: 'info',
      path: 'rail-addresses',
      message:
        'the kind IPPool comes when the network operator has read the NicClusterPolicy; the first apply tries for about a minute, then stops at rail-addresses',
      remedy:
        'where it stops there, see that the pod of the operator runs, and run the same apply again: it goes on where it was',
    },
  ]
}
