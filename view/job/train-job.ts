import type { JobPlan } from '#model'
import type { CommentedObject } from './commented-yaml.ts'
import { headline, queuedMetadata } from './job-headline.ts'
import { checkpointFolder, graceSeconds, type JobContainer, podComments, podTemplate } from './job-pod.ts'

/** Port that PyTorch's ranks meet at. */
const meetingPort = 29_500

/** A training job as a Job, with the Service by which its pods find one another. */
export function trainJob(plan: JobPlan): CommentedObject[] {
  const container = torchrun(plan, `${plan.name}-0.${plan.name}`)
  const template = podTemplate(plan, container, 'Never')
  return [
    {
      object: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: queuedMetadata(plan),
        spec: {
          completionMode: 'Indexed',
          parallelism: plan.systems,
          completions: plan.systems,
          backoffLimit: 0,
          template: { ...template, spec: { subdomain: plan.name, ...template.spec } },
        },
      },
      comments: [
        [[], headline(plan, 'job')],
        [['spec', 'parallelism'], 'one pod a system, all at once or none'],
        [['spec', 'backoffLimit'], 'a pod that fails ends the job: a JobSet starts all of them again (--kind jobset)'],
        ...podComments(plan, container, ['spec', 'template']),
      ],
    },
    meetingService(plan),
  ]
}

/** A training job as a JobSet: where one pod fails, all start again from the last checkpoint. */
export function trainJobSet(plan: JobPlan): CommentedObject[] {
  const container = torchrun(plan, `${plan.name}-node-0-0.${plan.name}`)
  const jobs = ['spec', 'replicatedJobs', 0, 'template']
  return [
    {
      object: {
        apiVersion: 'jobset.x-k8s.io/v1alpha2',
        kind: 'JobSet',
        metadata: queuedMetadata(plan),
        spec: {
          failurePolicy: { maxRestarts: 3 },
          network: { enableDNSHostnames: true, subdomain: plan.name },
          replicatedJobs: [
            {
              name: 'node',
              replicas: 1,
              template: {
                spec: {
                  completionMode: 'Indexed',
                  parallelism: plan.systems,
                  completions: plan.systems,
                  backoffLimit: 0,
                  template: podTemplate(plan, container, 'Never'),
                },
              },
            },
          ],
        },
      },
      comments: [
        [[], headline(plan, 'jobset')],
        [
          ['spec', 'failurePolicy'],
          'a pod that fails starts all of them again, from the last checkpoint, so many times',
        ],
        [[...jobs, 'spec', 'parallelism'], 'one pod a system, all at once or none'],
        ...podComments(plan, container, [...jobs, 'spec', 'template']),
      ],
    },
  ]
}

// the address of the first pod is a name that DNS has once the pod is there: torchrun waits for it
function torchrun({ systems, gpusPerSystem }: JobPlan, first: string): JobContainer {
  return {
    command: [
      'torchrun',
      `--nnodes=${systems}`,
      `--nproc-per-node=${gpusPerSystem}`,
      '--node-rank=$(JOB_COMPLETION_INDEX)',
      '--master-addr=$(MASTER_ADDR)',
      '--master-port=$(MASTER_PORT)',
      'train.py',
    ],
    variables: [
      { name: 'MASTER_ADDR', value: first, why: 'the first pod, where the ranks meet' },
      { name: 'MASTER_PORT', value: `${meetingPort}`, why: 'any free port: pods of one namespace reach one another' },
      {
        name: 'CHECKPOINTS',
        value: checkpointFolder,
        why: `where they go; on SIGTERM there are ${graceSeconds / 60} minutes to write one`,
      },
    ],
  }
}

function meetingService({ name, namespace }: JobPlan): CommentedObject {
  return {
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels: { app: name } },
      spec: { clusterIP: 'None', publishNotReadyAddresses: true, selector: { app: name } },
    },
    comments: [[[], 'Names of the pods: they find the first one by it before they are ready.']],
  }
}
