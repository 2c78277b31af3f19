import { fact } from '../source.ts'
import type { StorageBackend } from './storage-backend.ts'

/** Azure Managed Lustre: each volume is a whole Lustre cluster. Its maker publishes manifests, and no chart. */
export const azureManagedLustre = {
  title: 'Azure Managed Lustre',
  provisioner: fact('azurelustre.csi.azure.com', 'AZURE-LUSTRE', 'V'),
  classBy: 'superpod',
  accessModes: ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany'],
  expansion: false,
  limits: fact('bytes', 'AZURE-LUSTRE', 'V'),
  separation: 'a Lustre cluster for each volume',
  needs: [
    'the driver of kubernetes-sigs/azurelustre-csi-driver v0.4.0, by its manifests: there is no chart',
    'a kubelet identity that may make Lustre clusters',
  ],
} satisfies StorageBackend
