import { z } from 'zod'
import { CalendarDate } from './calendar-date.ts'

/** A time in which nothing on a target is drained, restarted or destroyed. */
export const Freeze = z
  .strictObject({
    until: CalendarDate.meta({
      description: 'Last day on which nothing is drained, restarted or destroyed.',
      format: 'date',
      examples: ['2027-01-04'],
    }),
    reason: z
      .string()
      .regex(/^[^\p{Cc}]{1,200}$/u, 'a reason on one line')
      .meta({ description: 'Why, for whoever is refused.', examples: ['the climate run for the ministry'] }),
  })
  .meta({ id: 'Freeze', description: 'Until when nothing is drained, restarted or destroyed, and why.' })
