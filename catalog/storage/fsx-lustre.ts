import { fact } from '../source.ts'
import type { StorageBackend } from './storage-backend.ts'

/** Amazon FSx for Lustre: each volume is a file system of its own. */
export const fsxLustre = {
  title: 'Amazon FSx for Lustre',
  provisioner: fact('fsx.csi.aws.com', 'FSX-CSI', 'V'),
  driver: {
    chart: {
      name: 'aws-fsx-csi-driver',
      repository: fact('https://kubernetes-sigs.github.io/aws-fsx-csi-driver', 'FSX-CSI', 'V'),
    },
    version: '1.17.0',
    namespace: 'fsx-csi',
  },
  classBy: 'superpod',
  accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
  expansion: true,
  limits: fact('bytes', 'FSX-CSI', 'V'),
  alwaysEncrypted: fact('every file system is encrypted at rest', 'FSX-DOC', 'V'),
  separation: 'a file system for each volume, and security groups',
  needs: ['an IAM role of the driver that may make file systems'],
} satisfies StorageBackend
