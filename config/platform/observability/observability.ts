import { z } from 'zod'
import { defaultObservabilityVersion } from '#catalog'
import { Name, Reference } from '../../name.ts'
import { ChartVersion } from '../../version.ts'
import { componentFields } from '../component.ts'
import { Receiver } from './receiver.ts'
import { RemoteWrite } from './remote-write.ts'

const Storage = z
  .strictObject({
    sizeGiB: z.int().min(1).meta({ description: 'Size of the claim of Prometheus.', unit: 'GiB', source: 'OBS' }),
    class: Reference.optional().meta({ description: 'Storage class; without one, the default of the cluster.' }),
  })
  .meta({ id: 'MetricsStorage', description: 'Where Prometheus keeps its samples.' })

const Grafana = z
  .strictObject({
    enabled: z.boolean().default(true).meta({ description: 'Whether there is a Grafana.' }),
    adminSecret: Reference.optional().meta({
      description:
        'Secret in the namespace monitoring with admin-user and admin-password; without one the chart makes a password.',
    }),
  })
  .meta({ id: 'Grafana', description: 'What shows the dashboards.' })

const labels = z.record(
  z.string().regex(/^[A-Za-z0-9./_-]{1,317}$/, 'the key of a label, such as release'),
  z
    .string()
    .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/, 'the value of a label, at most 63 characters')
    .meta({ description: 'Value of the label.' }),
)

/** Metrics, rules, alerts and dashboards: kube-prometheus-stack, and what we give to it. */
export const Observability = z
  .strictObject({
    ...componentFields('kube-prometheus-stack', ChartVersion, defaultObservabilityVersion),
    rules: z.boolean().default(true).meta({
      description:
        'Whether our rules, monitors and dashboards are delivered. They need the kinds of the Prometheus operator: false where an external Prometheus has none.',
    }),
    selectorLabels: labels.default({}).meta({
      description: 'Labels of our rules and monitors that an external Prometheus selects by.',
      examples: [{ release: 'prometheus' }],
    }),
    retentionDays: z
      .int()
      .min(1)
      .max(3650)
      .default(15)
      .meta({ description: 'How long Prometheus keeps samples.', unit: 'days', source: 'OBS' }),
    storage: Storage.optional().meta({
      description: 'Where Prometheus keeps its samples; without it, on its node until it restarts.',
    }),
    remoteWrite: z
      .record(Name, RemoteWrite)
      .default({})
      .meta({ description: 'Stores elsewhere that samples are sent to as well, by name.' }),
    receivers: z.record(Name, Receiver).default({}).meta({ description: 'Who is told of alerts, by name.' }),
    grafana: Grafana.prefault({}),
    controlPlane: z.boolean().default(false).meta({
      description:
        'Whether controller manager, scheduler, etcd and kube-proxy are scraped: only where they listen on an address of their node.',
    }),
    runbooks: z
      .string()
      .regex(/^[^\s#"]{1,512}$/, 'an address without # and spaces')
      .default('docs/alerts.md')
      .meta({ description: 'Where people of the site read docs/alerts.md: each alert adds # and its name.' }),
  })
  .meta({ id: 'Observability', description: 'Metrics, rules, alerts and dashboards.' })
export type Observability = z.output<typeof Observability>
