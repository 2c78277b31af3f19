import { type Fact, fact } from './source.ts'

/** A model of switch, as far as placing one in a rack needs it. */
export interface SwitchModel {
  /** Rack units that it takes. */
  readonly heightU: Fact<number>
}

/** Switches that reference architectures name, by model. No reference architecture gives their height. */
export const switchModels: Readonly<Record<string, SwitchModel>> = {
  QM9700: { heightU: fact(1, 'QM97X0-UM', 'V') },
  'MQM9700-NS2F': { heightU: fact(1, 'QM97X0-UM', 'V') },
  Q3400: { heightU: fact(4, 'NETBOX', 'T') },
  SN2201: { heightU: fact(1, 'NETBOX', 'T') },
  // the manual holds for switches of one and of two rack units, and this one has 64 ports
  SN4600C: { heightU: fact(2, 'SN4000-UM', 'T') },
  SN5600: { heightU: fact(2, 'SN5000-UM', 'V') },
}
