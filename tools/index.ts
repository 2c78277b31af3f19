export { actionlint } from './actionlint.ts'
export { isAlive } from './alive.ts'
export { type BuildLock, type LockOptions, takeLock } from './build-lock.ts'
export type { ToolsProps } from './built-programs.ts'
export { type ContainerRuntime, containerRuntime } from './container-runtime.ts'
export { type DaemonOptions, startDaemon } from './daemon.ts'
export { toolOnPath } from './path.ts'
export {
  type Environment,
  output,
  type ProgramOptions,
  type ProgramResult,
  type RunningProgram,
  run,
  startProgram,
} from './program.ts'
export { promtool } from './promtool.ts'
export { installProviderPackage, type ProviderPackage, providerPackages } from './provider-package.ts'
export { type TerraformTool, terraformTool } from './terraform-tool.ts'
export { type TwinTools, twinTools } from './twin-tools.ts'
export { versionIn } from './version.ts'
