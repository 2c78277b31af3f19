/** What a change does, in the words of a review, from what nobody notices to what cannot be taken back. */
export const consequenceClasses = [
  'nothing',
  'in place',
  'rolling',
  'drains nodes',
  'restarts jobs',
  'secret or identity',
  'access widened',
  'removes a shared object',
  'replaces a namespace',
  'replaces a node pool',
  'replaces the cluster',
] as const

/** One class of consequence; `replaces a namespace` means that the data in it is lost. */
export type ConsequenceClass = (typeof consequenceClasses)[number]

/** The class of what a row of the table says no other of. */
export const usualClasses = {
  none: 'in place',
  disruptive: 'restarts jobs',
  decision: 'access widened',
  destructive: 'removes a shared object',
} as const satisfies Record<string, ConsequenceClass>

/** The gravest of some classes. @returns `nothing` of none */
export function gravest(classes: readonly ConsequenceClass[]): ConsequenceClass {
  const ranks = classes.map((each) => consequenceClasses.indexOf(each))
  return consequenceClasses[Math.max(0, ...ranks)] ?? 'nothing'
}
