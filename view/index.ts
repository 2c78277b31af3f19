export { exports } from './export/exports.ts'
export { type PhysicalPlan, physicalPlan } from './export/physical-plan.ts'
