import { parse, stringify } from 'yaml'

/** Local ports of one Kueue process. */
export interface KueuePorts {
  readonly webhook: number
  readonly metrics: number
  readonly visibility: number
  readonly health: number
}

/**
 * Kueue's configuration for a process on this machine: what its chart says, but for addresses, ports and the folder of its
 * certificate.
 */
export function localKueueConfig(
  chartConfig: string,
  { namespace, ports, certDir }: { namespace: string; ports: KueuePorts; certDir: string },
): string {
  const config = parse(chartConfig) as Record<string, object | undefined>
  const at = (port: number) => `127.0.0.1:${port}`
  return stringify({
    ...config,
    namespace: config['namespace'] ?? namespace,
    health: { ...config['health'], healthProbeBindAddress: at(ports.health) },
    metrics: { ...config['metrics'], bindAddress: at(ports.metrics) },
    webhook: { ...config['webhook'], host: '127.0.0.1', port: ports.webhook, certDir },
    visibilityServer: { ...config['visibilityServer'], bindAddress: '127.0.0.1', bindPort: ports.visibility },
    // a process that runs outside a pod cannot tell its namespace
    leaderElection: { resourceNamespace: namespace, ...config['leaderElection'] },
  })
}

/** Name of the lease by which Kueue's processes agree on a leader. */
export function leaseName(chartConfig: string): string {
  const { leaderElection } = parse(chartConfig) as { leaderElection?: { resourceName?: string } }
  return leaderElection?.resourceName ?? 'c1f6bfd2.kueue.x-k8s.io'
}

/** Ports that Kueue's containers have, by what they are for, as its chart and its configuration say. */
export function chartPorts(chartConfig: string): KueuePorts {
  const config = parse(chartConfig) as {
    webhook?: { port?: number }
    metrics?: { bindAddress?: string }
    visibilityServer?: { bindPort?: number }
    health?: { healthProbeBindAddress?: string }
  }
  return {
    webhook: config.webhook?.port ?? 9443,
    metrics: portOf(config.metrics?.bindAddress) ?? 8443,
    visibility: config.visibilityServer?.bindPort ?? 8082,
    health: portOf(config.health?.healthProbeBindAddress) ?? 8081,
  }
}

function portOf(address = ''): number | undefined {
  return Number(/:(\d+)$/.exec(address)?.[1]) || undefined
}
