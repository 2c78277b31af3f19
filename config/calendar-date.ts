import { z } from 'zod'
import { faultIssue } from './value-fault.ts'

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** A day, as ISO 8601 writes it: `2027-12-31`. Days that no calendar has are refused. */
export const CalendarDate = z
  .string()
  .check((ctx) => {
    if (isCalendarDate(ctx.value)) return
    ctx.issues.push(
      faultIssue(ctx.value, {
        code: 'date/format',
        allowed: 'a day of the calendar, year first, such as 2027-12-31',
        remedy: 'write year-month-day with two digits for month and day',
      }),
    )
  })
  .meta({ description: 'A day of the calendar, such as 2027-12-31.', format: 'date', examples: ['2027-12-31'] })

/** Whether a text is a day that the calendar has, written year first. */
function isCalendarDate(text: string): boolean {
  const [, year, month, day] = datePattern.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return Number(year) >= 1000 && date.toISOString().slice(0, 10) === text
}
