import { fact } from '../source.ts'
import type { StorageBackend } from './storage-backend.ts'

/** VAST: NFS views, each volume a directory with a quota. Its chart makes the classes, and fails without one. */
export const vast = {
  title: 'VAST',
  provisioner: fact('csi.vastdata.com', 'VAST-CSI', 'V'),
  driver: {
    chart: { name: 'vastcsi', repository: fact('https://vast-data.github.io/vast-csi', 'VAST-CSI', 'V') },
    version: '2.5.0',
    namespace: 'vast-csi',
  },
  classBy: 'chart',
  accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
  expansion: true,
  limits: fact('bytes', 'VAST-CSI', 'V'),
  separation: 'a view policy, or a VAST tenant, for each tenant',
  needs: ['the Secret with username, password and endpoint that the class names'],
} satisfies StorageBackend
