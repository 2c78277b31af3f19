export { nobody } from './nobody.ts'
