import type { Cluster, LiveObject } from '#kube'

/** What became of the running workload of a namespace while its pod was destroyed. */
export async function seenDrained(cluster: Cluster, namespace: string, destroying: Promise<unknown>): Promise<string> {
  let over = false
  const end = destroying.then(() => {
    over = true
  })
  while (!over) {
    const [workload] = await cluster
      .list({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload', namespace })
      .catch((): LiveObject[] => [])
    const home = await cluster
      .get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
      .catch(() => undefined)
    if (isEvicted(workload)) {
      const whole = home && !home.metadata['deletionTimestamp']
      return `evicted from a stopped queue while its namespace was ${whole ? 'whole' : 'on its way out'}`
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await end
  return 'never evicted'
}

function isEvicted(workload: LiveObject | undefined): boolean {
  const { conditions = [] } = (workload?.['status'] ?? {}) as {
    conditions?: { type: string; status: string; reason: string }[]
  }
  return conditions.some(
    ({ type, status, reason }) => type === 'Evicted' && status === 'True' && reason === 'ClusterQueueStopped',
  )
}
