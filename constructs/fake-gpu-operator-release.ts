import { Construct } from 'constructs'
import { fakeGpuOperatorChart } from '#catalog'
import { chartRelease } from './chart-release.ts'

export interface FakeGpuOperatorReleaseProps {
  /** Version of the chart, without `v`. */
  readonly version: string
  readonly namespace: string
  /** Name of the GPU, as GPU feature discovery writes it. @default unknown */
  readonly product?: string | undefined
  /** GPUs of a node: whole devices. */
  readonly gpus: number
  /** Memory of a GPU in MiB. @default 0: unknown */
  readonly memoryMiB?: number | undefined
}

/** The pool that the chart has anyway: one kind of system is all there is. */
const pool = 'default'

/** Label of the nodes whose GPUs the fake operator makes up. */
export const fakeGpuPool = { 'run.ai/simulated-gpu-node-pool': pool } as const

/**
 * Run:ai's fake GPU operator: real nodes without a GPU offer some. Labels are ours, and nodes that KWOK plays have their
 * GPUs from the start, so both of these are off in it. Its device plugin tolerates the taint `nvidia.com/gpu` alone.
 */
export class FakeGpuOperatorRelease extends Construct {
  constructor(scope: Construct, id: string, props: FakeGpuOperatorReleaseProps) {
    super(scope, id)
    const { version, namespace, product = 'unknown', gpus, memoryMiB = 0 } = props
    chartRelease(this, 'Resource', {
      chart: fakeGpuOperatorChart,
      version,
      namespace,
      // it has a DaemonSet on nodes
      wait: false,
      values: {
        topology: { nodePools: { [pool]: { gpuProduct: product, gpuCount: gpus, gpuMemory: memoryMiB } } },
        kwokGpuDevicePlugin: { enabled: false },
        migFaker: { enabled: false },
        statusUpdater: { disableNodeLabeling: true },
        statusExporter: { kwok: { prometheusRule: { enabled: false } } },
      },
    })
  }
}
