import { type Fact, fact } from './source.ts'

/** A model of switch, as far as placing one in a rack needs it. */
export interface SwitchModel {
  /** Rack units that it takes. */
  readonly heightU: Fact<number>
}

/** Switches that reference architectures name, by model. No reference architecture gives their height. */
export const switchModels: Readonly<Record<string, SwitchModel>> = {
  QM9700: { heightU: fact(1, 'DATASHEETS', 'K') },
  'MQM9700-NS2F': { heightU: fact(1, 'DATASHEETS', 'K') },
  Q3400: { heightU: fact(4, 'DATASHEETS', 'K') },
  SN2201: { heightU: fact(1, 'DATASHEETS', 'K') },
  SN4600C: { heightU: fact(2, 'DATASHEETS', 'K') },
  SN5600: { heightU: fact(2, 'DATASHEETS', 'K') },
}
