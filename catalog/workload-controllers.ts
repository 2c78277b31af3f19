import type { Chart } from './chart.ts'
import { type Fact, fact } from './source.ts'

/** JobSet's chart: version without `v`. */
export const jobSetChart: Chart = {
  name: 'jobset',
  repository: fact('oci://registry.k8s.io/jobset/charts', 'TRAINER', 'V'),
}

/** Kubeflow Trainer's chart: version without `v`. */
export const trainerChart: Chart = {
  name: 'kubeflow-trainer',
  repository: fact('oci://ghcr.io/kubeflow/charts', 'TRAINER', 'V'),
}

/** Versions of what runs jobs of several parts, unless config names others. */
export const defaultBatchVersions: { readonly jobSet: Fact<string>; readonly trainer: Fact<string> } = {
  jobSet: fact('0.12.0', 'JOBSET', 'V'),
  trainer: fact('2.3.0', 'TRAINER', 'V'),
}

/** The JobSet that a Trainer is released with, by the Trainer's version: its chart carries that one. */
export const jobSetOfTrainer: Readonly<Record<string, Fact<string>>> = {
  '2.3.0': fact('0.12.0', 'TRAINER', 'V'),
}

/** Name of the runtime that tenants' training jobs refer to: the platform makes it, wherever it installs the Trainer. */
export const pytorchRuntimeName = 'superpod-torch'
