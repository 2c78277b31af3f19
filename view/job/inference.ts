import type { JobPlan } from '#model'
import type { CommentedObject } from './commented-yaml.ts'
import { headline, queuedMetadata } from './job-headline.ts'
import { checkpointFolder, type JobContainer, podComments, podTemplate } from './job-pod.ts'

/** Port of the server. */
const port = 8000

/** A server of a model: one pod a system, each admitted by itself, behind one Service. */
export function inference(plan: JobPlan): CommentedObject[] {
  const container: JobContainer = {
    command: [
      'vllm',
      'serve',
      `${checkpointFolder}/model`,
      `--port=${port}`,
      `--tensor-parallel-size=${plan.gpusPerSystem}`,
    ],
    variables: [{ name: 'HOME', value: checkpointFolder, why: 'caches go where they may last' }],
    port: { name: 'http', number: port },
    readinessPath: '/health',
  }
  return [
    {
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: queuedMetadata(plan),
        spec: {
          replicas: plan.systems,
          selector: { matchLabels: { app: plan.name } },
          // a new pod would need GPUs beside the old one's, which the quota may not have
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
          template: podTemplate(plan, container, 'Always'),
        },
      },
      comments: [
        [[], headline(plan, 'deployment')],
        [['spec', 'replicas'], 'each pod is admitted by itself: some may run while others wait'],
        [['spec', 'strategy'], "an update takes one pod's GPUs before it starts the next: the quota may hold no more"],
        ...podComments(plan, container, ['spec', 'template']),
      ],
    },
    service(plan),
  ]
}

function service({ name, namespace }: JobPlan): CommentedObject {
  return {
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels: { app: name } },
      spec: { selector: { app: name }, ports: [{ name: 'http', port, targetPort: 'http' }] },
    },
    comments: [[[], 'Reached from its own namespace alone, or by kubectl port-forward.']],
  }
}
