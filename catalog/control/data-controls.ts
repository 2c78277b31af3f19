import type { Control } from './control.ts'

/** Controls on what a tenant's work reaches, and where its data lies. */
export const dataControls = {
  'network/closed': {
    title: 'pods reach, and are reached by, their own namespace and the name service; beyond it what is declared',
    heldBy: 'NetworkPolicies default-deny, same-namespace, dns and egress-<name> in each namespace',
    open: 'no packet is sent; the policies on the cluster are compared with config',
    iso: ['A.8.12', 'A.8.20', 'A.8.22'],
    nsa: ['network/policies'],
  },
  'network/control-plane': {
    title: 'no declared destination holds a cloud’s metadata address, the API server, nodes, or other pods',
    heldBy: 'egress of its file, judged by check; closed like all else where it is not declared',
    open: 'no packet is sent',
    iso: ['A.8.12', 'A.8.22'],
    nsa: ['network/policies', 'network/cloud'],
  },
  'network/rails': {
    title: 'its InfiniBand traffic is in a partition of its own',
    heldBy: 'a partition key on its networks, and UFM',
    open: 'it holds only where UFM keeps ports out of the default partition and its subnet manager knows virtual ports (ib sm virt enable)',
    iso: ['A.8.20', 'A.8.22'],
    nsa: ['network/policies'],
  },
  'storage/claims': {
    title: 'a namespace claims no more storage than its file says',
    heldBy: 'requests.storage of each class in the ResourceQuota of each namespace',
    tries: 'a claim that is larger than the quota of its class',
    iso: ['A.8.6'],
    nsa: ['network/resources'],
  },
  'storage/bytes': {
    title: 'a volume holds no more bytes than was claimed',
    heldBy: 'quotas of the storage system, by its driver',
    open: 'the driver sets them; nothing is written to find out',
    iso: ['A.8.6'],
    nsa: ['network/resources'],
  },
  'storage/separation': {
    title:
      'its data is kept apart by the storage system’s own means, for no network policy filters what a driver mounts',
    heldBy: 'credentials of the tenant’s own, or a view, organisation or nodemap that the site has set up',
    open: 'the storage system decides it, not the API',
    iso: ['A.8.3', 'A.8.12'],
    nsa: ['network/namespaces'],
  },
  'storage/volumes': {
    title: 'volumes come by claims alone: nobody of the tenant can name a server, a driver or a volume of others',
    heldBy: 'superpod-contained-work on inline volumes; no role may make PersistentVolumes or StorageClasses',
    tries: 'an inline NFS volume, an inline volume of a driver, and making a PersistentVolume',
    iso: ['A.8.3', 'A.8.12'],
    nsa: ['pod/enforcement', 'access/roles'],
  },
  'storage/encrypted': {
    title: 'its data is encrypted at rest',
    heldBy: 'storage classes that encrypt, or whose file system does',
    open: 'nobody looks at the disks',
    iso: ['A.5.34', 'A.8.24'],
    nsa: ['network/encryption'],
  },
} as const satisfies Readonly<Record<string, Control>>
