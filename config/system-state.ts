import { z } from 'zod'
import { CalendarDate } from './calendar-date.ts'
import { Name } from './name.ts'
import { Title } from './title.ts'

/** Why a system takes no work: the first four are outages, `outside` is a system that another scheduler keeps. */
const StateName = z
  .enum(['maintenance', 'failed', 'rma', 'quarantine', 'outside'])
  .meta({ description: 'Why it takes no work; outside: it stands there, but belongs to no queue.' })

/** What somebody stands for who gives systems back that held sensitive data. */
const Release = z
  .strictObject({
    on: CalendarDate.meta({ description: 'Day on which it was done.' }),
    by: Title.meta({ description: 'Who stands for it.', examples: ['Ada Lovelace'] }),
    nvmeWiped: z.literal(true).meta({ description: 'All NVMe drives were wiped.' }),
    gpusReset: z.literal(true).meta({ description: 'All GPUs were reset.' }),
  })
  .meta({ id: 'Release', description: 'Who stands for it that nothing of a tenant is left on systems.' })

/** The state of a system, a rack or a scalable unit that takes no work. */
export const SystemState = z
  .strictObject({
    state: StateName,
    since: CalendarDate.optional().meta({ description: 'Day on which it began.' }),
    of: Name.optional().meta({
      description:
        'Tenant whose data may be on it: with quarantine, which keeps it from everybody until it is released.',
      examples: ['genomics'],
    }),
    released: Release.optional().meta({
      description: 'What ends such a quarantine; superpod tenant release writes it.',
    }),
    reason: Title.optional().meta({ description: 'What happened, for people.', examples: ['GPU 3 fell off the bus'] }),
    ticket: Title.optional().meta({ description: 'Where the work on it is followed.', examples: ['DC-1042'] }),
  })
  .meta({ id: 'SystemState', description: 'Why a system, a rack or a scalable unit takes no work.' })
export type SystemState = z.output<typeof SystemState>
