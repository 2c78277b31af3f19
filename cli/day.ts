import { wrongUsage } from '#core'

/**
 * The day that findings and reports are about.
 * @param asked - what `--at` says
 * @throws Fault 2 when it is no day of the calendar
 */
export function dayToJudge(asked: string | undefined, today: string): string {
  if (asked === undefined) return today
  const date = new Date(`${asked}T00:00:00Z`)
  if (!Number.isNaN(date.valueOf()) && date.toISOString().slice(0, 10) === asked) return asked
  throw wrongUsage({
    code: 'usage/no-such-day',
    path: '--at',
    message: `--at is ${asked}, but must be a day of the calendar`,
    remedy: 'write it as year, month and day, such as 2027-01-31',
  })
}

/** The day that a moment is in, where this machine stands: `2027-01-31`. */
export function dayOf(moment: Date): string {
  const [year, month, day] = [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
