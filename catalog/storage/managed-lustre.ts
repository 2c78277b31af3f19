import { fact } from '../source.ts'
import type { StorageBackend } from './storage-backend.ts'

/** Google Cloud Managed Lustre: each volume is an instance of its own. Its driver is an add-on of the cluster. */
export const managedLustre = {
  title: 'Google Cloud Managed Lustre',
  provisioner: fact('lustre.csi.storage.gke.io', 'GKE-LUSTRE', 'V'),
  classBy: 'superpod',
  accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
  expansion: false,
  limits: fact('bytes', 'GKE-LUSTRE', 'V'),
  separation: 'an instance for each volume',
  needs: [
    "the cluster's add-on for Managed Lustre, switched on",
    'Private Service Access on the network, and TCP port 988 open',
  ],
} satisfies StorageBackend
