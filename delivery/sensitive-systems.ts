import { counted, type Finding } from '#core'
import type { Change } from './change.ts'

/** The record on the cluster of systems that hold sensitive data, or did. */
const record = { kind: 'ConfigMap', namespace: 'superpod-system', name: 'sensitive-systems' } as const

type Systems = Readonly<Record<string, string>>

/** What becomes of systems of one tenant as it must not. */
interface Loss {
  readonly tenant: string
  readonly systems: readonly string[]
}

/**
 * Systems that would go from a sensitive tenant to anybody else: first they are in quarantine, then somebody stands for it
 * that nothing is left on them. No consent stands in for that.
 * @returns one finding for each tenant that leaves systems without quarantine, then one for each whose quarantine would end
 */
export function sensitiveSystemFindings(changes: readonly Change[]): Finding[] {
  return changes.filter(isRecord).flatMap(({ address, before, after }) => {
    const [was, will] = [systemsOf(before), systemsOf(after)]
    const isKept = (system: string, tenant: string) =>
      will[`owner.${system}`] === tenant || will[`quarantine.${system}`] === tenant
    const isReleased = (system: string, tenant: string) => will[`released.${system}`]?.startsWith(`${tenant} `) ?? false
    const left = losses(was, 'owner.', isKept)
    const ended = losses(was, 'quarantine.', (system, tenant) => isKept(system, tenant) || isReleased(system, tenant))
    return [...left.map((loss) => notQuarantined(address, loss)), ...ended.map((loss) => notReleased(address, loss))]
  })
}

function isRecord({ kind, namespace, name }: Change): boolean {
  return kind === record.kind && namespace === record.namespace && name === record.name
}

function systemsOf(state: unknown): Systems {
  return (state as { readonly data?: Systems } | undefined)?.data ?? {}
}

/** Systems of each tenant that a record had under a prefix, and for which nothing holds any more. */
function losses(was: Systems, prefix: string, holds: (system: string, tenant: string) => boolean): Loss[] {
  const lost = Object.entries(was)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, tenant]) => ({ system: key.slice(prefix.length), tenant }))
    .filter(({ system, tenant }) => !holds(system, tenant))
  const tenants = [...new Set(lost.map(({ tenant }) => tenant))].sort()
  return tenants.map((tenant) => ({
    tenant,
    systems: lost.filter((each) => each.tenant === tenant).map(({ system }) => system),
  }))
}

function notQuarantined(path: string, { tenant, systems }: Loss): Finding {
  return {
    code: 'guard/not-quarantined',
    severity: 'error',
    path,
    message: `this would take ${printed(systems)} from ${tenant}, whose data is sensitive and may be on ${them(systems)}`,
    remedy: `keep them its own and the tenant sensitive, or write systems.state: { <system, rack or unit>: { state: quarantine, of: ${tenant} } } for them`,
  }
}

function notReleased(path: string, { tenant, systems }: Loss): Finding {
  return {
    code: 'guard/not-released',
    severity: 'error',
    path,
    message: `this would end the quarantine of ${printed(systems)}, but nobody stands for it that nothing of ${tenant} is left on ${them(systems)}`,
    remedy: `put the state back; when the NVMe drives are wiped and the GPUs reset, ./superpod tenant release ${tenant}`,
  }
}

function printed(systems: readonly string[]): string {
  const sorted = [...systems].sort()
  return sorted.length === 1 ? `${sorted[0]}` : `${counted(sorted.length, 'system')}, ${sorted[0]} to ${sorted.at(-1)},`
}

function them({ length }: readonly string[]): string {
  return length === 1 ? 'it' : 'them'
}
