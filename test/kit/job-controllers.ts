import { JobSetRelease, ObjectsRelease, type Placement, pytorchRuntime, TrainerRelease } from '#constructs'
import { primary, type SuperpodStack } from '#terraform'

/** The controllers of jobs of several parts, one after the other. */
export function fillJobControllers(stack: SuperpodStack, placement: Placement): void {
  const jobSet = new JobSetRelease(stack, 'jobset', { version: '0.12.0', namespace: 'jobset-system', placement })
  const props = { version: '2.3.0', namespace: 'kubeflow-system', placement, dependsOn: [primary(jobSet)] }
  const trainer = new TrainerRelease(stack, 'kubeflow-trainer', props)
  const objects = [pytorchRuntime()]
  new ObjectsRelease(stack, 'kubeflow-runtimes', { name: 'kubeflow-runtimes', objects, dependsOn: [primary(trainer)] })
}
