import { z } from 'zod'

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** When a cloud may upgrade a cluster. */
export const CloudMaintenance = z
  .strictObject({
    day: z.enum(days).default('sunday').meta({ description: 'Day of the week on which it begins, in UTC.' }),
    startHour: z.int().min(0).max(23).default(1).meta({ description: 'Hour at which it begins, in UTC.', unit: 'h' }),
    hours: z
      .int()
      .min(4)
      .max(24)
      .default(6)
      .meta({ description: 'How long it is; both clouds ask for four hours.', unit: 'h', source: 'AKS' }),
  })
  .meta({ id: 'CloudMaintenance', description: 'When the cloud may upgrade control plane and nodes: once a week.' })
