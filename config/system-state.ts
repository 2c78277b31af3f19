import { z } from 'zod'
import { CalendarDate } from './calendar-date.ts'
import { Title } from './title.ts'

/** Why a system takes no work: the first four are outages, `outside` is a system that another scheduler keeps. */
const StateName = z
  .enum(['maintenance', 'failed', 'rma', 'quarantine', 'outside'])
  .meta({ description: 'Why it takes no work; outside: it stands there, but belongs to no queue.' })

/** The state of a system, a rack or a scalable unit that takes no work. */
export const SystemState = z
  .strictObject({
    state: StateName,
    since: CalendarDate.optional().meta({ description: 'Day on which it began.' }),
    reason: Title.optional().meta({ description: 'What happened, for people.', examples: ['GPU 3 fell off the bus'] }),
    ticket: Title.optional().meta({ description: 'Where the work on it is followed.', examples: ['DC-1042'] }),
  })
  .meta({ id: 'SystemState', description: 'Why a system, a rack or a scalable unit takes no work.' })
export type SystemState = z.output<typeof SystemState>
