import type { KubeObject } from '#core'
import type { Cluster, LiveObject } from '#kube'

/** What a probe looks at, by a name for life, which is also that of its check. */
const probeNames = ['gpu-hole', 'memlock', 'diag', 'all-reduce'] as const

/** Name of a probe. */
export type ProbeName = (typeof probeNames)[number]

/** What one probe saw on one system. */
export interface ProbeResult {
  /** Not verified: a figure that nothing holds to a number, or nothing that could be seen. */
  readonly state: 'ok' | 'failed' | 'not verified'
  /** What was seen: `8 GPUs`, `31 systems, 412.3 GB/s`. */
  readonly note: string
  /** Image of the container that looked, by digest. */
  readonly image: string
  /** Day of the probe: `2027-01-31`. */
  readonly on: string
  readonly by: string
  /** UUID of the system, as its kubelet read it; empty where it told none. */
  readonly uuid: string
  /** Operating system, as its kubelet read it. */
  readonly osImage: string
}

/** What probes saw on one system, each the last time that it looked. */
export type ProbeRecord = Readonly<Partial<Record<ProbeName, ProbeResult>>>

/** Namespace of the records: that of our own releases, where no tenant may write. */
const home = 'superpod-system'
const label = 'superpod/probe-of'

/** Records of all systems, by system. */
export async function probeRecords(cluster: Cluster): Promise<ReadonlyMap<string, ProbeRecord>> {
  const found = await cluster.list({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace: home,
    labels: { [label]: undefined },
  })
  return new Map(found.map((object) => [object.metadata.labels?.[label] ?? '', recordIn(object)]))
}

function recordIn(object: LiveObject): ProbeRecord {
  const data = (object['data'] ?? {}) as Readonly<Record<string, string>>
  return Object.fromEntries(
    probeNames.flatMap((name) => {
      const result = data[name] === undefined ? undefined : parsed(data[name])
      return result ? [[name, result]] : []
    }),
  )
}

// whoever wrote it by hand wrote no proof
function parsed(text: string): ProbeResult | undefined {
  try {
    const result = JSON.parse(text)
    const texts = ['state', 'note', 'image', 'on', 'by', 'uuid', 'osImage'].every(
      (key) => typeof result[key] === 'string',
    )
    return texts && ['ok', 'failed', 'not verified'].includes(result.state) ? result : undefined
  } catch {
    return undefined
  }
}

/** Writes what was seen on a system; of probes that did not look, what they saw before stays. */
export async function keepRecord(
  cluster: Cluster,
  system: string,
  before: ProbeRecord,
  seen: ProbeRecord,
): Promise<void> {
  await cluster.apply(recordObject(system, { ...before, ...seen }), { fieldManager: 'superpod-probe' })
}

/** The ConfigMap that holds a record. */
function recordObject(system: string, record: ProbeRecord): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `probe-${system}`, namespace: home, labels: { [label]: system } },
    data: Object.fromEntries(Object.entries(record).map(([name, result]) => [name, JSON.stringify(result)])),
  }
}
