import { fact } from '../source.ts'
import type { StorageBackend } from './storage-backend.ts'

/** Any NFS server: each volume a directory of one export. */
export const nfs = {
  title: 'NFS',
  provisioner: fact('nfs.csi.k8s.io', 'NFS-CSI', 'V'),
  driver: {
    chart: {
      name: 'csi-driver-nfs',
      repository: fact('https://kubernetes-csi.github.io/csi-driver-nfs', 'NFS-CSI', 'V'),
    },
    version: '4.13.4',
    namespace: 'csi-nfs',
  },
  classBy: 'superpod',
  accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
  expansion: true,
  limits: fact('claims', 'NFS-CSI', 'V'),
  separation: 'an export for each tenant, to the addresses of its systems alone',
  needs: ['an NFS server whose export the nodes may mount'],
} satisfies StorageBackend
