import { inside } from '../../core/inside.ts'

export const seen = inside
