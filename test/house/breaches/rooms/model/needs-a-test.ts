export { seen } from '../test/model/looks-into-core.ts'
