import { z } from 'zod'
import { Reference } from '../../name.ts'
import { setOf } from '../../name-set.ts'
import { SecretKey } from './secret-key.ts'

const Severity = z.enum(['critical', 'warning', 'info']).meta({ description: 'How urgent an alert is.' })

/** Somebody who is told of alerts. The address is a secret: whoever has it can write there. */
export const Receiver = z
  .strictObject({
    kind: z
      .enum(['webhook', 'slack', 'pagerduty'])
      .meta({ description: 'What is told: any address that takes Alertmanager’s JSON, Slack, or PagerDuty.' }),
    secret: Reference.meta({ description: 'Secret in the namespace monitoring that holds the address or the key.' }),
    key: SecretKey.default('url').meta({
      description: 'Key in the Secret: of an address for webhook and slack, of the integration key for pagerduty.',
    }),
    severities: setOf(Severity)
      .default(['critical', 'warning'])
      .meta({ description: 'Which alerts it is told of.', examples: [['critical']] }),
  })
  .meta({ id: 'Receiver', description: 'Somebody who is told of alerts.' })
