import { z } from 'zod'
import { CalendarDate } from '../calendar-date.ts'
import { Reference } from '../name.ts'

const Guid = z
  .string()
  .regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){7}$/, 'eight bytes with colons, such as 02:00:00:00:00:00:00:00')
  .meta({ description: 'A GUID: eight bytes with colons.' })

const Verified = z
  .strictObject({
    secret: CalendarDate.optional().meta({ description: 'The Secret is there, with user, password and address.' }),
    virtualisation: CalendarDate.optional().meta({ description: 'The subnet manager knows virtual functions.' }),
    defaultPartition: CalendarDate.optional().meta({
      description: 'No port of a system is a full member of the default partition.',
    }),
    guids: CalendarDate.optional().meta({ description: 'Nobody else has GUIDs of the range.' }),
    reachable: CalendarDate.optional().meta({ description: 'Management nodes reach UFM.' }),
  })
  .meta({ id: 'UfmVerified', description: 'What somebody has verified on the side of UFM, each with the day.' })

/** UFM, which gives partitions of the InfiniBand fabric to tenants. */
export const Ufm = z
  .strictObject({
    secret: Reference.meta({
      description:
        'Name of a Secret in the namespace of the network operator: UFM_USERNAME, UFM_PASSWORD, UFM_ADDRESS.',
      source: 'NETOP-DOC',
    }),
    guids: z
      .strictObject({
        first: Guid.default('02:00:00:00:00:00:00:00'),
        last: Guid.default('02:ff:ff:ff:ff:ff:ff:ff'),
      })
      .prefault({})
      .meta({
        id: 'UfmGuids',
        description: 'GUIDs for virtual functions: each cluster of one UFM needs others.',
        source: 'NETOP-DOC',
      }),
    verified: Verified.prefault({}),
  })
  .meta({ id: 'Ufm', description: 'UFM, which gives partitions of the InfiniBand fabric to tenants.' })
