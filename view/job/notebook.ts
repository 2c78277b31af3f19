import type { JobPlan } from '#model'
import type { CommentedObject } from './commented-yaml.ts'
import { headline, queuedMetadata } from './job-headline.ts'
import { checkpointFolder, type JobContainer, podComments, podTemplate } from './job-pod.ts'

/** Hours after which a notebook ends: its GPUs come back, whether or not somebody remembers it. */
const hours = 8

/** Port of JupyterLab. */
const port = 8888

/** A notebook: one pod, which gives its GPUs back after a working day. */
export function notebook(plan: JobPlan): CommentedObject[] {
  const container: JobContainer = {
    command: ['jupyter', 'lab', '--ip=0.0.0.0', `--port=${port}`, '--no-browser', `--notebook-dir=${checkpointFolder}`],
    variables: [{ name: 'HOME', value: checkpointFolder, why: 'the one folder that may last' }],
    port: { name: 'http', number: port },
    readinessPath: '/api',
  }
  return [
    {
      object: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: queuedMetadata(plan),
        spec: {
          activeDeadlineSeconds: hours * 3600,
          backoffLimit: 0,
          template: podTemplate(plan, container, 'Never'),
        },
      },
      comments: [
        [[], headline(plan, 'job', openIt(plan))],
        [['spec', 'activeDeadlineSeconds'], `it ends after ${hours} hours, and gives its GPUs back`],
        ...podComments(plan, container, ['spec', 'template']),
      ],
    },
  ]
}

function openIt({ name, namespace }: JobPlan): string[] {
  return [
    '',
    `open       kubectl -n ${namespace} port-forward job/${name} ${port}:${port}`,
    `           then the address with the token that \`kubectl -n ${namespace} logs job/${name}\` shows`,
  ]
}
