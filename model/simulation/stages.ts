import { nodeBroken, nodeHeartbeat, nodeReady } from './node-stages.ts'
import { jobPodDone, jobPodKilled, podGone, podRunning } from './pod-stages.ts'

/**
 * How KWOK plays pods and nodes: like its own fast stages, but for three things. A node that has the annotation
 * `superpod/not-ready` is not ready. The pods of Jobs run for the time that
 * their annotation `superpod/run-seconds` gives, an hour without one, so that queues fill; and Kueue's pod is left alone:
 * it is ready when the real process is, which the agent tells.
 */
export function simulationStages(): object[] {
  return [nodeReady, nodeBroken, nodeHeartbeat, podRunning, jobPodDone, jobPodKilled, podGone].map((stage) => ({
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    ...stage,
  }))
}
