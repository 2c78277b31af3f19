import type { Placement } from '../placement.ts'

/** Somebody who is told of alerts. */
export interface AlertReceiver {
  readonly kind: 'webhook' | 'slack' | 'pagerduty'
  /** Secret in Alertmanager's namespace that holds the address or the key. */
  readonly secret: string
  /** Key in the Secret. */
  readonly key: string
  readonly severities: readonly string[]
}

/** Receiver of what nobody is told of. */
const nobody = 'null'

/** Values of Alertmanager: who is told, by address files that it reads from mounted Secrets. */
export function alertmanagerValues(receivers: Readonly<Record<string, AlertReceiver>>, placement: Placement) {
  const named = Object.entries(receivers).sort(([a], [b]) => (a < b ? -1 : 1))
  const secrets = [...new Set(named.map(([, { secret }]) => secret))].sort()
  return {
    alertmanagerSpec: { ...placement, ...(secrets.length > 0 ? { secrets } : {}) },
    config: {
      route: {
        receiver: nobody,
        group_by: ['alertname', 'scalable_unit', 'tenant', 'namespace'],
        group_wait: '30s',
        group_interval: '5m',
        repeat_interval: '12h',
        routes: [
          { receiver: nobody, matchers: ['severity = "none"'] },
          ...named.map(([name, { severities }]) => ({
            receiver: name,
            matchers: [`severity =~ "${severities.join('|')}"`],
            continue: true,
          })),
        ],
      },
      inhibit_rules: inhibitions,
      receivers: [{ name: nobody }, ...named.map(([name, receiver]) => ({ name, ...receiverConfig(receiver) }))],
    },
  }
}

const inhibitions = [
  // whatever is said of a system that config has taken out of service, whoever's rule says it
  { source_matchers: ['alertname = "SystemOutOfService"'], target_matchers: ['severity != "none"'], equal: ['node'] },
  {
    source_matchers: ['severity = "critical"'],
    target_matchers: ['severity =~ "warning|info"'],
    equal: ['alertname', 'namespace', 'instance', 'node'],
  },
]

function receiverConfig({ kind, secret, key }: AlertReceiver) {
  const file = `/etc/alertmanager/secrets/${secret}/${key}`
  if (kind === 'slack') return { slack_configs: [{ api_url_file: file, send_resolved: true }] }
  if (kind === 'pagerduty') return { pagerduty_configs: [{ routing_key_file: file, send_resolved: true }] }
  return { webhook_configs: [{ url_file: file, send_resolved: true }] }
}
