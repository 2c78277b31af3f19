import { pytorchRuntimeName } from '#catalog'
import type { JobPlan } from '#model'
import type { CommentedObject } from './commented-yaml.ts'
import { headline, queuedMetadata } from './job-headline.ts'
import {
  annotationComments,
  claimRemark,
  containerName,
  containerSecurity,
  graceRemark,
  graceSeconds,
  imageOf,
  imageRemark,
  podAnnotations,
  podResources,
  podVolumes,
  resourcesRemark,
  variableComments,
  variables,
  volumeMounts,
} from './job-pod.ts'

/** A training job as a TrainJob of the Kubeflow Trainer, which tells the ranks where they meet. */
export function trainerJob(plan: JobPlan): CommentedObject[] {
  const patch = ['spec', 'runtimePatches', 0, 'trainingRuntimeSpec', 'template', 'spec', 'replicatedJobs', 0]
  const pod = [...patch, 'template', 'spec', 'template']
  const env = variables(plan).map(({ name, value }) => ({ name, value }))
  return [
    {
      object: {
        apiVersion: 'trainer.kubeflow.org/v1alpha1',
        kind: 'TrainJob',
        metadata: queuedMetadata(plan),
        spec: {
          runtimeRef: { name: pytorchRuntimeName },
          trainer: {
            image: imageOf(plan),
            command: ['torchrun', 'train.py'],
            numNodes: plan.systems,
            numProcPerNode: plan.gpusPerSystem,
            ...(env.length > 0 ? { env } : {}),
            resourcesPerNode: podResources(plan),
          },
          runtimePatches: [podPatch(plan)],
        },
      },
      comments: [
        [[], headline(plan, 'trainjob')],
        [['spec', 'runtimeRef'], "superpod's own: its pods comply with the restricted Pod Security standard"],
        [['spec', 'trainer', 'image'], imageRemark(plan)],
        [['spec', 'trainer', 'numNodes'], 'one pod a system, all at once or none'],
        [['spec', 'trainer', 'resourcesPerNode'], resourcesRemark(plan)],
        ...variableComments(plan, [], ['spec', 'trainer', 'env']),
        [['spec', 'runtimePatches'], 'what the runtime leaves open: place, grace period, volumes'],
        ...annotationComments(plan, [...pod, 'metadata', 'annotations']),
        [[...pod, 'spec', 'terminationGracePeriodSeconds'], graceRemark],
        [[...pod, 'spec', 'volumes', 1], claimRemark(plan)],
      ],
    },
  ]
}

function podPatch(plan: JobPlan) {
  const template = {
    metadata: { labels: { app: plan.name }, annotations: podAnnotations(plan) },
    spec: {
      terminationGracePeriodSeconds: graceSeconds,
      containers: [
        { name: containerName, ...(plan.rails ? { securityContext: containerSecurity(plan) } : {}), volumeMounts },
      ],
      volumes: podVolumes(plan),
    },
  }
  return {
    manager: 'superpod/job-new',
    trainingRuntimeSpec: {
      template: { spec: { replicatedJobs: [{ name: 'node', template: { spec: { template } } }] } },
    },
  }
}
