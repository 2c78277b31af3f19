import { type Fact, fact } from './source.ts'

/**
 * What must hold on the side of UFM and its subnet manager before a partition key keeps anybody apart, by the name that
 * config gives it: none of it can be seen from Kubernetes. Each is a clause.
 */
export const ufmPrerequisites = {
  secret: fact(
    'the Secret with UFM_USERNAME, UFM_PASSWORD and UFM_ADDRESS was there before the NicClusterPolicy',
    'NETOP-DOC',
    'V',
  ),
  virtualisation: fact('the subnet manager knows virtual functions (ib sm virt enable)', 'DEEPOPS', 'V'),
  defaultPartition: fact(
    'no port of a system is a full member of the default partition 0x7fff, as all are unless UFM says otherwise',
    'UFM-CLI',
    'V',
  ),
  guids: fact('no other cluster of this UFM has GUIDs of the range', 'NETOP-DOC', 'V'),
  reachable: fact('management nodes reach UFM, and trust its certificate', 'IB-K8S', 'V'),
} as const satisfies Readonly<Record<string, Fact<string>>>
