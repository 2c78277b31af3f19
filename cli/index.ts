/** @public */
export { main } from './main.ts'
export { printedTable } from './print.ts'
export { stackPairs } from './stack-pairs.ts'
