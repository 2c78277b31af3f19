import { describe, expect, test } from 'vitest'
import { PrometheusRelease, type PrometheusReleaseProps, serviceMonitors } from '#constructs'
import { placement } from '../../kit/every-construct.ts'
import { jsonOf, resourceAt, valuesAt } from '../../kit/loose-stack.ts'

const address = 'helm_release.kube-prometheus-stack'
const least = { version: '88.5.3', namespace: 'monitoring', placement, pod: 'tiny', retentionDays: 15 }
const made = (more: Partial<PrometheusReleaseProps> = {}) =>
  jsonOf((stack) => new PrometheusRelease(stack, 'kube-prometheus-stack', { ...least, ...more }))
const values = (more?: Partial<PrometheusReleaseProps>) => valuesAt(made(more), address)

describe('kube-prometheus-stack', () => {
  test('does not wait, since node-exporter is on every node', () => {
    expect(resourceAt(made(), address)).toMatchObject({ wait: false, namespace: 'monitoring', version: '88.5.3' })
  })

  test('runs on management nodes, and node-exporter everywhere', () => {
    expect(values({ grafana: {} })).toMatchObject({
      prometheusOperator: placement,
      prometheus: { prometheusSpec: placement },
      alertmanager: { alertmanagerSpec: placement },
      grafana: placement,
      'kube-state-metrics': placement,
      'prometheus-node-exporter': { tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }] },
    })
  })

  test('reads whatever is outside of tenants’ namespaces, and nothing inside', () => {
    const { prometheusSpec } = values()['prometheus'] as { prometheusSpec: Record<string, unknown> }
    for (const kind of ['serviceMonitor', 'podMonitor', 'rule', 'probe', 'scrapeConfig']) {
      expect(prometheusSpec[`${kind}SelectorNilUsesHelmValues`]).toBe(false)
      expect(prometheusSpec[`${kind}NamespaceSelector`]).toEqual({
        matchExpressions: [{ key: 'superpod/tenant', operator: 'DoesNotExist' }],
      })
    }
  })

  test('asks nobody outside', () => {
    const grafana = values({ grafana: {} })['grafana'] as Record<string, object>
    expect(grafana['grafana.ini']).toMatchObject({
      analytics: { check_for_updates: false, reporting_enabled: false },
      plugins: { preinstall_disabled: true, preinstall_auto_update: false },
    })
    for (const key of ['dashboards', 'dashboardProviders', 'plugins']) expect(grafana).not.toHaveProperty(key)
  })

  test('has no Grafana where none is wanted', () => {
    expect(values()['grafana']).toEqual({ enabled: false })
  })

  test('fills no disk to the brim', () => {
    expect(values({ storage: { sizeGiB: 1000 } })).toMatchObject({
      prometheus: { prometheusSpec: { retention: '15d', retentionSize: '850GiB' } },
    })
    expect(values()).not.toHaveProperty('prometheus.prometheusSpec.storageSpec')
  })
})

describe('Alertmanager', () => {
  const chat = { kind: 'slack', secret: 'alerting', key: 'slack-url', severities: ['critical', 'warning'] } as const
  const alertmanager = values({ receivers: { chat } })['alertmanager']

  test('reads addresses from Secrets, which no value holds', () => {
    expect(alertmanager).toMatchObject({
      alertmanagerSpec: { secrets: ['alerting'] },
      config: {
        receivers: [
          { name: 'null' },
          { name: 'chat', slack_configs: [{ api_url_file: '/etc/alertmanager/secrets/alerting/slack-url' }] },
        ],
        route: { routes: [{ receiver: 'null' }, { receiver: 'chat', matchers: ['severity =~ "critical|warning"'] }] },
      },
    })
  })

  test('says nothing of a node that config has taken out of service', () => {
    expect(alertmanager).toHaveProperty(
      'config.inhibit_rules',
      expect.arrayContaining([
        {
          source_matchers: ['alertname = "SystemOutOfService"'],
          target_matchers: ['severity != "none"'],
          equal: ['node'],
        },
      ]),
    )
  })
})

test('a GPU that nobody holds belongs to no namespace, and every metric of it to its node', () => {
  const [, exporter] = serviceMonitors({ namespace: 'n', kueueNamespace: 'k', gpuNamespace: 'g' })
  expect(exporter).toMatchObject({
    spec: {
      namespaceSelector: { matchNames: ['g'] },
      endpoints: [
        {
          honorLabels: true,
          relabelings: expect.arrayContaining([
            { action: 'labeldrop', regex: '(namespace|pod|container|service|endpoint)' },
            { sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
          ]),
        },
      ],
    },
  })
})
