import type { ForceNewRow } from './force-new.ts'

/** A kind cluster: its provider changes nothing in place. */
export const kindForceNew: readonly ForceNewRow[] = [
  {
    type: 'kind_cluster',
    fields: ['name', 'node_image', 'wait_for_ready', 'kubeconfig_path', 'kind_config'],
    source: { key: 'TF-KIND', grade: 'V' },
    standing: 'unproved',
  },
]
