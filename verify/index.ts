export { controlFindings } from './control/control-findings.ts'
export { canBeTried, type TriedControl, triedControls, untriedControls } from './control/tried-controls.ts'
