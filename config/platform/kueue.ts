import { z } from 'zod'
import { defaultVersions } from '#catalog'
import { Name } from '../name.ts'
import { QueuePreemption } from '../queue-policy.ts'
import { Title } from '../title.ts'
import { ChartVersion } from '../version.ts'
import { componentFields } from './component.ts'

/** One class of work, by how early it is admitted. */
const PriorityClass = z
  .strictObject({
    value: z
      .int()
      .min(0)
      .max(1_000_000_000)
      .meta({ description: 'The higher, the earlier: compared, never summed.', unit: 'points' }),
    purpose: Title.optional().meta({ description: 'What the class is for: people read it in the cluster.' }),
  })
  .meta({ id: 'PriorityClass', description: 'One class of work, by how early it is admitted.' })

/** Classes where config names none. */
const usualPriorities = {
  low: { value: 1000, purpose: 'Work that may wait, and gives way to everything else of its tenant.' },
  normal: { value: 10_000, purpose: 'Everyday work.' },
  high: { value: 100_000, purpose: 'Work that the rest of its tenant gives way to.' },
}

/** How long a gang may take until all of its pods are ready. */
const WaitForPodsReady = z
  .strictObject({
    timeoutMinutes: z.int().min(1).max(1440).default(30).meta({
      description: 'Time from admission until all pods are ready: room for the largest image.',
      unit: 'min',
      source: 'KUEUE',
    }),
    recoveryMinutes: z.int().min(1).max(1440).default(30).meta({
      description: 'Time for a pod that fails later to be ready again.',
      unit: 'min',
      source: 'KUEUE',
    }),
    attempts: z.int().min(1).max(100).optional().meta({
      description: 'Times that a gang is tried again before it is given up; default: for ever.',
      unit: 'times',
    }),
  })
  .meta({ id: 'WaitForPodsReady', description: 'How long a gang may take; after that it gives its systems back.' })

/** Kueue, which admits work by quota. */
export const Kueue = z
  .strictObject({
    ...componentFields('Kueue', ChartVersion, defaultVersions.kueue),
    fairSharing: z.boolean().default(true).meta({
      description: "Whether what is borrowed is shared out by tenants' weights; without it, by priority and age.",
    }),
    preemption: QueuePreemption.prefault({}),
    waitForPodsReady: WaitForPodsReady.prefault({}),
    priorities: z.record(Name, PriorityClass).default(usualPriorities).meta({
      description:
        'Classes of work by name, for the label kueue.x-k8s.io/priority-class; instead of low, normal, high.',
    }),
  })
  .meta({ id: 'Kueue', description: 'Kueue, which admits work by quota, by its own chart.' })
