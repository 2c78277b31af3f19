import { type Fact, fact } from './source.ts'

/** Registry folder of the network operator's own images; each has the tag `network-operator-v<version>`. */
export const networkOperatorImages: Fact<string> = fact('nvcr.io/nvidia/mellanox', 'NETOP', 'V')

/** Generations in the network operator's table of supported systems. DGX H100 and DGX H200 are not among them. */
export const networkOperatorSystems: Fact<readonly string[]> = fact(
  ['dgx-b200', 'dgx-b300-spectrum-x', 'dgx-b300-xdr', 'dgx-gb200'],
  'NETOP-DOC',
  'V',
)

/** Generations whose adapters do not load new firmware parameters at a warm reboot: the operator must reset them. */
export const firmwareResetSystems: Fact<readonly string[]> = fact(
  ['dgx-b200', 'dgx-b300-spectrum-x', 'dgx-b300-xdr', 'dgx-gb200'],
  'NETOP-DOC',
  'V',
)

/** Vendor of every adapter that rails hang on, as PCI numbers it. */
export const railVendor: Fact<string> = fact('15b3', 'NETOP', 'V')

/** Priority of the policy of a rail, from 0, the highest, to 99. */
export const railPriority: Fact<number> = fact(90, 'NETOP-DOC', 'V')
