import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { chartPorts, localKueueConfig } from '../../twin/agent/kueue-config.ts'

const chart = `
apiVersion: config.kueue.x-k8s.io/v1beta2
kind: Configuration
health: { healthProbeBindAddress: ":8081" }
metrics: { bindAddress: ":8443", enableClusterQueueResources: true }
webhook: { port: 9443 }
leaderElection: { leaderElect: true, resourceName: c1f6bfd2.kueue.x-k8s.io }
fairSharing: { preemptionStrategies: [LessThanOrEqualToFinalShare] }
`
const ports = { webhook: 20001, metrics: 20002, visibility: 20003, health: 20004 }
const local = parse(localKueueConfig(chart, { namespace: 'kueue-system', ports, certDir: '/twin/certs' }))

test('a local Kueue listens on the loopback interface only, on ports of its own', () => {
  expect(local).toMatchObject({
    health: { healthProbeBindAddress: '127.0.0.1:20004' },
    metrics: { bindAddress: '127.0.0.1:20002' },
    webhook: { host: '127.0.0.1', port: 20001, certDir: '/twin/certs' },
    visibilityServer: { bindAddress: '127.0.0.1', bindPort: 20003 },
  })
})

test('all else stays as the chart says', () => {
  expect(local).toMatchObject({
    metrics: { enableClusterQueueResources: true },
    leaderElection: { leaderElect: true, resourceName: 'c1f6bfd2.kueue.x-k8s.io', resourceNamespace: 'kueue-system' },
    fairSharing: { preemptionStrategies: ['LessThanOrEqualToFinalShare'] },
  })
})

test('ports of the pod are those of the chart, or of Kueue where it names none', () => {
  expect(chartPorts(chart)).toEqual({ webhook: 9443, metrics: 8443, visibility: 8082, health: 8081 })
  expect(chartPorts('webhook: { port: 10443 }')).toMatchObject({ webhook: 10443, metrics: 8443 })
})
