import { dgxH100 } from './dgx-h100.ts'
import type { SystemModel } from './system-model.ts'

/** Every generation that the catalogue knows, by its name in config. */
export const generations: Readonly<Record<string, SystemModel>> = { 'dgx-h100': dgxH100 }
