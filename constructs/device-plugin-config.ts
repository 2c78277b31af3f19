/** How the device plugin divides the GPUs of a system: one of two ways, never both. */
export interface DeviceReplicas {
  readonly kind: 'time-slicing' | 'mps'
  /** Pods for each GPU. */
  readonly replicas: number
}

/** Key of the settings that leave GPUs whole, for every system whose label names no other. */
export const wholeGpuConfig = 'whole'

/**
 * Settings of the device plugin by name, as its ConfigMap holds them: systems choose theirs by a label.
 * @param shared - by name, such as `time-slicing-4`
 * @see https://github.com/NVIDIA/k8s-device-plugin#configuration-option-details
 */
export function devicePluginConfigs(shared: Readonly<Record<string, DeviceReplicas>>): Record<string, string> {
  const configs = Object.entries(shared).map(([name, replicas]) => [name, config(sharing(replicas))])
  return { ...Object.fromEntries(configs), [wholeGpuConfig]: config({}) }
}

function config(content: object): string {
  return JSON.stringify({ version: 'v1', ...content })
}

function sharing({ kind, replicas }: DeviceReplicas) {
  const resources = [{ name: 'nvidia.com/gpu', replicas }]
  if (kind === 'mps') return { sharing: { mps: { resources } } }
  // a pod that asks for two would get two turns on what may be one GPU
  return { sharing: { timeSlicing: { failRequestsGreaterThanOne: true, resources } } }
}
