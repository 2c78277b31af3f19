const dayMs = 86_400_000

/** The last day that has a year of four digits: later ones would not compare as text. */
const lastOfAll = '9999-12-31'

/** The day that is a number of days after another, both as `2027-12-31`; none is later than the year 9999. */
export function daysAfter(day: string, days: number): string {
  const at = new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs)
  return at.getUTCFullYear() > 9999 ? lastOfAll : at.toISOString().slice(0, 10)
}

/** How many days one day is after another; negative where it is before. */
export function daysBetween(earlier: string, later: string): number {
  return Math.round((Date.parse(`${later}T00:00:00Z`) - Date.parse(`${earlier}T00:00:00Z`)) / dayMs)
}
