import type { KubeObject } from '#core'
import type { Cluster } from '#kube'

/** Two claims with data, whose volumes go with them and stay. @returns keys of the volumes */
export async function boundVolumes(cluster: Cluster, namespace: string): Promise<string[]> {
  const claims = [
    { name: 'data', storage: '100Gi', persistentVolumeReclaimPolicy: 'Delete' },
    { name: 'results', storage: '50Gi', persistentVolumeReclaimPolicy: 'Retain' },
  ]
  for (const { name, storage, persistentVolumeReclaimPolicy } of claims) {
    const wanted = { accessModes: ['ReadWriteMany'], storageClassName: '' }
    const nfs = { server: 'nfs.example.org', path: `/${name}` }
    await cluster.create({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: { ...wanted, capacity: { storage }, persistentVolumeReclaimPolicy, nfs },
    } as KubeObject)
    const claim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace },
      spec: { ...wanted, resources: { requests: { storage } }, volumeName: name },
    }
    await cluster.create(claim)
    await cluster.waitFor(claim, 'bound', (live) => (live?.['status'] as { phase?: string })?.phase === 'Bound')
  }
  return claims.map(({ name }) => `PersistentVolume/${name}`)
}
