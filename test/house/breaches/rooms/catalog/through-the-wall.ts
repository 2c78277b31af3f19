export { inside } from '../core/inside.ts'
