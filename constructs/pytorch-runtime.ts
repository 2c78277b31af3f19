import { pytorchRuntimeName } from '#catalog'
import type { KubeObject } from '#core'

/**
 * A ClusterTrainingRuntime for PyTorch whose pods comply with the restricted Pod Security standard, on the tenants'
 * own images: a training job brings image, number of systems and all else.
 * @see https://www.kubeflow.org/docs/components/trainer/operator-guides/runtime/
 */
export function pytorchRuntime(): KubeObject {
  return {
    apiVersion: 'trainer.kubeflow.org/v1alpha1',
    kind: 'ClusterTrainingRuntime',
    metadata: { name: pytorchRuntimeName, labels: { 'trainer.kubeflow.org/framework': 'torch' } },
    spec: {
      mlPolicy: { numNodes: 1, torch: {} },
      template: { spec: { replicatedJobs: [{ name: 'node', template: jobTemplate }] } },
    },
  }
}

const jobTemplate = {
  // the part that is given what the training job says of its trainer
  metadata: { labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': 'trainer' } },
  spec: {
    backoffLimit: 0,
    template: {
      spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'node',
            // whoever names no image of their own has none that trains
            image: 'registry.k8s.io/pause:3.10',
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          },
        ],
      },
    },
  },
}
