import { fact } from '../source.ts'
import type { StorageBackend } from './storage-backend.ts'

/** A directory on the disk of whichever node a pod runs on. kind brings it. */
export const localPath = {
  title: 'local path',
  provisioner: fact('rancher.io/local-path', 'LOCAL-PATH', 'V'),
  driver: {
    chart: {
      name: 'local-path-provisioner',
      repository: fact('https://github.com/rancher/local-path-provisioner', 'LOCAL-PATH', 'V'),
      folder: 'deploy/chart/local-path-provisioner',
    },
    version: '0.0.36',
    namespace: 'local-path-storage',
  },
  classBy: 'superpod',
  accessModes: ['ReadWriteOnce'],
  expansion: true,
  limits: fact('claims', 'LOCAL-PATH', 'V'),
  separation: 'nothing: it has dedicated systems at best',
  needs: [],
} satisfies StorageBackend
