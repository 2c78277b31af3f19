import { join } from 'node:path'
import { printedSeconds } from '#core'
import { builtPrograms, type FinishingStep, type ToolsProps } from './built-programs.ts'
import { hasKueueChart, kueueChart, makeKueueChart } from './kueue-chart.ts'
import { twinPlan, twinVersions } from './twin-plan.ts'

/** What the twin is run with: absolute paths of programs, and Kueue's chart. */
export interface TwinTools {
  readonly etcd: string
  readonly kubeApiserver: string
  readonly kubeControllerManager: string
  readonly kubeScheduler: string
  readonly kubectl: string
  readonly kwok: string
  readonly kwokctl: string
  readonly kueue: string
  readonly helm: string
  /** Folder of Kueue's chart, its values naming the released images. */
  readonly kueueChart: string
  /** The same chart, packaged. */
  readonly kueueChartArchive: string
  readonly versions: typeof twinVersions
}

/**
 * The tools of the twin, found or compiled: about ten minutes on two cores the first time, then at once.
 * @throws Fault where Go is missing or too old, or where a tool cannot be built
 */
export async function twinTools(props: ToolsProps): Promise<TwinTools> {
  const { paths, folder } = await builtPrograms(twinPlan(), props, chartStep(props))
  const path = (name: string) => {
    const found = paths.get(name)
    if (found === undefined) throw new Error(`the plan of the twin has no ${name}`)
    return found
  }
  const chart = kueueChart(folder.charts, twinVersions.kueue)
  return {
    etcd: path('etcd'),
    kubeApiserver: path('kube-apiserver'),
    kubeControllerManager: path('kube-controller-manager'),
    kubeScheduler: path('kube-scheduler'),
    kubectl: path('kubectl'),
    kwok: path('kwok'),
    kwokctl: path('kwokctl'),
    kueue: path('kueue'),
    helm: path('helm'),
    kueueChart: chart.folder,
    kueueChartArchive: chart.archive,
    versions: twinVersions,
  }
}

function chartStep({ progress, env, signal }: ToolsProps): FinishingStep {
  const version = twinVersions.kueue
  return {
    isDone: ({ charts }) => hasKueueChart(kueueChart(charts, version)),
    async make({ go, work, folder, paths }) {
      const began = performance.now()
      progress.step('chart of kueue')
      const log = join(folder.logs, 'kueue-chart.log')
      const helm = paths.get('helm') ?? 'helm'
      await makeKueueChart(kueueChart(folder.charts, version), {
        plan: twinPlan(),
        go,
        work,
        log,
        env,
        signal,
        helm,
        version,
      })
      progress.done('chart of kueue', printedSeconds((performance.now() - began) / 1000))
    },
  }
}
