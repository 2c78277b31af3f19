/** @public */
export { main } from './main.ts'
export { printedTable } from './print.ts'
