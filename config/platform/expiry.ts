import { z } from 'zod'
import { quantity } from '../quantity.ts'
import { Image } from './site.ts'

/** What becomes of tenants after their last day. */
export const Expiry = z
  .strictObject({
    graceDays: quantity('days', { max: 3650 }).default(14).meta({
      description: 'Days after a tenant’s last one before what still runs is drained; until then its queue is held.',
      unit: 'days',
    }),
    warnDays: quantity('days', { max: 3650 }).default(30).meta({
      description: 'Days before a tenant’s last one from which check warns.',
      unit: 'days',
    }),
    image: Image.default('docker.io/alpine/kubectl:1.35.3').meta({
      description: 'Image of the CronJobs that act: a shell and kubectl, by tag or digest.',
      source: 'KUBECTL-IMG',
    }),
  })
  .meta({ id: 'Expiry', description: 'What becomes of tenants after their last day.' })
