import type { KubeObject } from '#core'
import { gpuResource, type PodModel, railNetworkName } from '#model'
import { type Candidate, probeNamespace } from './candidates.ts'
import { type JobFrame, jobFrame } from './job-frame.ts'
import { jobCpus, jobMemoryGiB } from './probe-objects.ts'

/** What an all-reduce follows from. */
export interface AllReduceProps {
  readonly model: PodModel
  readonly unit: string
  /** Systems of the unit that take part. */
  readonly members: readonly Candidate[]
  readonly frame: JobFrame
}

/** Name of the container of an all-reduce. */
export const allReduceContainer = 'all-reduce'

/**
 * The job that measures one scalable unit: a pod on each system with all of its GPUs, and its rails where the pod has them.
 * The first one starts the others' part by ssh, and ends the job; they have one key, made for this run.
 */
export function allReduceJob(props: AllReduceProps): KubeObject | undefined {
  const { model, unit, members, frame } = props
  const image = model.platform.verify.probe.images.allReduce
  if (image === undefined || members.length === 0) return undefined
  const name = `all-reduce-${unit}`
  const job = jobFrame(frame, {
    name,
    probe: allReduceContainer,
    nodes: members.map(({ node }) => node),
    pod: podSpec(props, image, name),
    spec: {
      completions: members.length,
      parallelism: members.length,
      completionMode: 'Indexed',
      // the others wait for orders for ever
      successPolicy: { rules: [{ succeededIndexes: '0' }] },
    },
  })
  return model.rails ? withNetworks(job, model) : job
}

function podSpec({ model: { rails, generation }, members }: AllReduceProps, image: string, name: string) {
  const resources = rails ? rails.rails.map(({ resource }) => [`nvidia.com/${resource}`, '1']) : []
  const devices = { [gpuResource]: `${generation.gpu.count}`, ...Object.fromEntries(resources) }
  return {
    subdomain: allReduceContainer,
    volumes: [
      { name: 'key', secret: { secretName: allReduceContainer, defaultMode: 0o400 } },
      { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '16Gi' } },
    ],
    containers: [
      {
        name: allReduceContainer,
        image,
        command: ['sh', '-c', script(name, members.length, generation.gpu.count)],
        volumeMounts: [
          { name: 'key', mountPath: '/probe', readOnly: true },
          { name: 'shm', mountPath: '/dev/shm' },
        ],
        resources: { limits: devices, requests: { cpu: `${jobCpus}`, memory: `${jobMemoryGiB}Gi`, ...devices } },
      },
    ],
  }
}

function script(name: string, systems: number, gpus: number): string {
  const ssh = '-p 2222 -i /tmp/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR'
  const host = `${name}-$i.${allReduceContainer}`
  return `
cp /probe/key /tmp/key && chmod 600 /tmp/key
if [ "$JOB_COMPLETION_INDEX" != 0 ]; then
  mkdir -p /run/sshd
  exec "$(command -v sshd)" -D -e -p 2222 -h /tmp/key -o StrictModes=no -o UsePAM=no -o PidFile=none -o AuthorizedKeysFile=/probe/key.pub
fi
hosts="$(hostname):${gpus}"
i=1
while [ "$i" -lt ${systems} ]; do
  until ssh ${ssh} "${host}" true 2>/dev/null; do sleep 2; done
  hosts="$hosts,${host}:${gpus}"
  i=$((i + 1))
done
mpirun --allow-run-as-root --host "$hosts" --mca plm_rsh_args "${ssh}" all_reduce_perf -b 8G -e 8G -g 1 -n 20`.trim()
}

function withNetworks(job: KubeObject, { rails }: PodModel): KubeObject {
  const names = (rails?.rails ?? []).map(({ name }) => railNetworkName(probeNamespace, name)).join(',')
  const spec = job['spec'] as { template: { metadata: { annotations?: object } } }
  const { metadata } = spec.template
  const annotations = { ...metadata.annotations, 'k8s.v1.cni.cncf.io/networks': names }
  return { ...job, spec: { ...spec, template: { ...spec.template, metadata: { ...metadata, annotations } } } }
}
