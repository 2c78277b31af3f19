import type { KubeObject } from '#core'
import { gpuResource, type PodModel } from '#model'
import type { Candidate } from './candidates.ts'
import { type JobFrame, jobFrame } from './job-frame.ts'

/** Names of the containers that look at one system. */
export const systemContainers = { hole: 'gpu-hole', diag: 'diag' } as const

const holeScript = `
echo "visible-devices \${NVIDIA_VISIBLE_DEVICES-unset}"
echo "memlock $(ulimit -l)"
nvidia-smi -L 2>&1 || true
for device in /dev/nvidia[0-9]*; do if [ -e "$device" ]; then echo "device $device"; fi; done`.trim()

// exit code 0 whatever it finds: what it found is in its JSON
const diagScript = `
nv-hostengine >/dev/null 2>&1 || true
sleep 3
dcgmi diag -r 1 -j || true`.trim()

/**
 * The job that looks at one system: a container that asks for no GPU and should see none, and one that diagnoses all of
 * them. What no image is named for is left out.
 */
export function systemJob({ model, candidate, frame }: SystemJobProps): KubeObject | undefined {
  const { gpuHole, dcgm } = model.platform.verify.probe.images
  const containers = [
    ...(gpuHole ? [container(systemContainers.hole, gpuHole, holeScript, {})] : []),
    ...(dcgm && candidate.whole
      ? [container(systemContainers.diag, dcgm, diagScript, { [gpuResource]: `${candidate.system.gpus}` })]
      : []),
  ]
  if (containers.length === 0) return undefined
  return jobFrame(frame, {
    name: `system-${candidate.system.name}`,
    probe: 'system',
    nodes: [candidate.node],
    pod: { containers },
  })
}

/** What the job of a system follows from. */
export interface SystemJobProps {
  readonly model: PodModel
  readonly candidate: Candidate
  readonly frame: JobFrame
}

function container(name: string, image: string, script: string, devices: Readonly<Record<string, string>>) {
  return {
    name,
    image,
    command: ['sh', '-c', script],
    securityContext: { allowPrivilegeEscalation: false },
    resources: { limits: devices, requests: { cpu: '4', memory: '16Gi', ...devices } },
  }
}
