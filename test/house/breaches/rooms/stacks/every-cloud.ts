export { aws } from '#terraform/aws'
export { eks } from './eks/index.ts'
