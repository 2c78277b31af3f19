import { fact } from '../source.ts'
import type { StorageBackend } from './storage-backend.ts'

/** DDN EXAScaler: a Lustre file system, each volume a directory with a project quota. */
export const exascaler = {
  title: 'DDN EXAScaler',
  provisioner: fact('exa.csi.ddn.com', 'DDN-CSI', 'V'),
  driver: {
    chart: {
      name: 'exa-csi',
      repository: fact('https://github.com/DDNStorage/exa-csi-driver', 'DDN-CSI', 'V'),
      folder: 'deploy/helm-chart',
    },
    version: '2.9.0',
    namespace: 'exascaler-csi',
  },
  classBy: 'superpod',
  accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
  expansion: true,
  limits: fact('bytes', 'DDN-CSI', 'V'),
  separation: 'a Lustre nodemap with a subdirectory for each tenant',
  needs: ['the EXAScaler client on every node'],
} satisfies StorageBackend
