import { fact } from '../source.ts'
import type { StorageBackend } from './storage-backend.ts'

/** WEKA: each volume a directory of a file system, or a file system of its own. */
export const weka = {
  title: 'WEKA',
  provisioner: fact('csi.weka.io', 'WEKA-CSI', 'V'),
  driver: {
    chart: { name: 'csi-wekafsplugin', repository: fact('https://weka.github.io/csi-wekafs', 'WEKA-CSI', 'V') },
    version: '2.8.8',
    namespace: 'csi-wekafsplugin',
  },
  classBy: 'superpod',
  accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
  expansion: true,
  limits: fact('bytes', 'WEKA-CSI', 'V'),
  separation: 'a WEKA organisation for each tenant',
  needs: ['the WEKA client on every node', 'the Secret of the WEKA API that the class names'],
} satisfies StorageBackend
