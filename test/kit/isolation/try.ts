import { inParallel } from '#kube'
import type { Asker, WireAnswer, WireRequest } from './asker.ts'
import type { Person } from './people.ts'

/** Where somebody tries something: the own rooms, and those of another tenant. */
export interface Scene {
  readonly tenant: string
  readonly room: string
  readonly otherTenant: string
  readonly otherRoom: string
  /** Identity of the held job of the own room. */
  readonly jobUid: string
}

/** What somebody tries, and what must refuse it. */
export interface Try {
  readonly what: string
  /** @returns a request that changes nothing, should it be taken */
  readonly request: (scene: Scene) => WireRequest
  /** Words of the refusal for those who may write work in the own room. @default their rights, as for everybody else */
  readonly refusedBy?: string
  /** Whether it is a way into a pod that runs, which people of sensitive tenants have no right to. @default false */
  readonly session?: boolean
  /** Whether only administrators of a tenant have a right to it. @default false */
  readonly ofAdmins?: boolean
  /** What refuses it to an administrator too. @default nothing: it is sound, and would be done */
  readonly refusedToAll?: string
}

/** Names that a scene needs to be there, in each room: a pod that a gate holds, and a job that nothing admits. */
export const fixtures = { pod: 'held-pod', job: 'held-job' } as const

/** Forbidden, and unprocessable: some of what policies refuse no pod of Kueue's may have at all. */
const refusals = [403, 422]

/** How RBAC refuses. */
const noRight = /User "[^"]+" cannot /

/**
 * Has somebody try everything.
 * @returns what was not refused as it must be, one line each: `ada-member: a node by name in ada-train: taken`
 */
export async function taken(
  { person, own }: { readonly person: Person; readonly own: Asker },
  scene: Scene,
  tries: readonly Try[],
): Promise<string[]> {
  const role = person.grants[scene.room] ?? ''
  const mayOpen = ['admin', 'member'].includes(role)
  const mayWork = mayOpen || ['sensitive-admin', 'sensitive-member'].includes(role)
  const lines = await inParallel(tries, 8, async (each) => {
    const answer = await own.ask(each.request(scene))
    const isAdmin = role === 'admin' || role === 'sensitive-admin'
    const may = (each.session ? mayOpen : mayWork) && (isAdmin || !each.ofAdmins)
    const wanted = may && each.refusedBy !== undefined ? each.refusedBy : noRight
    if (refusals.includes(answer.status) && matches(answer.said, wanted)) return []
    return [`${person.name}: ${each.what} in ${scene.room}: ${outcomeOf(answer)}`]
  })
  return lines.flat()
}

/**
 * Has an administrator try everything, so that a refusal of somebody else is no refusal of a broken request.
 * @param scene - rooms that no policy of tenants holds for what is work
 */
export async function unsound(admin: Asker, scene: Scene, tries: readonly Try[]): Promise<string[]> {
  const lines = await inParallel(tries, 8, async (each) => {
    const answer = await admin.ask(each.request(scene))
    const isSound = each.refusedToAll === undefined ? answer.status < 300 : answer.said.includes(each.refusedToAll)
    return isSound ? [] : [`${each.what}: ${outcomeOf(answer)}`]
  })
  return lines.flat()
}

function outcomeOf({ status, said }: WireAnswer): string {
  return status < 300 ? 'taken' : `${status} ${said}`
}

function matches(said: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? said.includes(wanted) : wanted.test(said)
}
