import { controlArea, controls, hardeningSections, normSources } from '#catalog'
import type { PodModel, TenantModel } from '#model'
import type { TriedControl } from '#verify'

/** How many controls of a tenant stand how. */
export interface ControlTotals {
  readonly controls: number
  /** The only number that counts: those whose every decision was tried, and was as it must be. */
  readonly tried: number
  readonly configured: number
  readonly hostPrerequisites: number
  readonly doNotHold: number
  readonly doNotApply: number
  readonly failed: number
  /** Questions that were put to the API server. */
  readonly questions: number
}

/** A tenant with its controls, each as it stands. */
export interface TenantStandings {
  readonly tenant: TenantModel
  readonly controls: readonly TriedControl[]
}

/** The sums of some controls. */
export function controlTotals(all: readonly TriedControl[]): ControlTotals {
  const those = (standing: TriedControl['standing']) => all.filter((each) => each.standing === standing).length
  return {
    controls: all.length,
    tried: those('tried'),
    configured: those('configured'),
    hostPrerequisites: those('host-prerequisite'),
    doNotHold: those('does-not-hold'),
    doNotApply: those('does-not-apply'),
    failed: those('failed'),
    questions: all.reduce((sum, { questions }) => sum + questions, 0),
  }
}

/**
 * The controls of tenants as data, for `--json`.
 * @param live - whether there was a cluster to try them on
 */
export function controlsReport({ name, target }: PodModel, standings: readonly TenantStandings[], live: boolean) {
  return {
    pod: name,
    target: target.name,
    live,
    // where the numbers come from, and whose reading it is that a control answers to them
    sources: normSources,
    totals: controlTotals(standings.flatMap((each) => each.controls)),
    tenants: standings.map(({ tenant, controls: all }) => ({
      name: tenant.name,
      title: tenant.title,
      sensitivity: tenant.sensitivity,
      totals: controlTotals(all),
      controls: all.map(controlData),
    })),
  }
}

function controlData({ id, standing, why, questions, sample, broken }: TriedControl) {
  const { title, heldBy, tries, open, iso, nsa } = controls[id]
  return {
    ...{ id, area: controlArea(id), title, standing, why: why ?? null, questions, broken, heldBy },
    // how many of how many, where there can be too many to try them all
    sample: sample ?? null,
    tries: tries ?? null,
    open: open ?? null,
    iso,
    nsa: nsa.map((section) => hardeningSections[section]),
  }
}
