import { dgxB200 } from './dgx-b200.ts'
import { dgxB300SpectrumX, dgxB300Xdr } from './dgx-b300.ts'
import { dgxGb200 } from './dgx-gb200.ts'
import { dgxGb300 } from './dgx-gb300.ts'
import { dgxH100 } from './dgx-h100.ts'
import { dgxH200 } from './dgx-h200.ts'
import { dgxRubinNvl8 } from './dgx-rubin-nvl8.ts'
import type { SystemModel } from './system-model.ts'

/** Every generation that the catalogue knows, by its name in config. */
export const generations: Readonly<Record<string, SystemModel>> = Object.fromEntries(
  [dgxH100, dgxH200, dgxB200, dgxB300SpectrumX, dgxB300Xdr, dgxGb200, dgxGb300, dgxRubinNvl8].map((model) => [
    model.generation,
    model,
  ]),
)
