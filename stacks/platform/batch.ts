import { JobSetRelease, ObjectsRelease, pytorchRuntime, TrainerRelease } from '#constructs'
import { type ITerraformDependable, primary } from '#terraform'
import type { PlatformParts } from './platform-parts.ts'

/** JobSet and the Kubeflow Trainer, where superpod installs them: the Trainer makes JobSets, so it comes second. */
export function addBatch(parts: PlatformParts): void {
  const { stack, model, home, placement, namespace } = parts
  const { trainer } = model.platform
  const jobSet = addJobSet(parts)
  if (trainer.owner !== 'superpod') return
  const release = new TrainerRelease(stack, 'kubeflow-trainer', {
    version: trainer.version,
    namespace: namespace('kubeflow-system', 'restricted'),
    placement,
    dependsOn: jobSet,
  })
  new ObjectsRelease(stack, 'kubeflow-runtimes', {
    name: 'kubeflow-runtimes',
    namespace: home,
    objects: [pytorchRuntime()],
    dependsOn: [primary(release)],
  })
}

function addJobSet({ stack, model, placement, namespace }: PlatformParts): ITerraformDependable[] {
  const { jobSet } = model.platform
  if (jobSet.owner !== 'superpod') return []
  const release = new JobSetRelease(stack, 'jobset', {
    version: jobSet.version,
    namespace: namespace('jobset-system', 'restricted'),
    placement,
  })
  return [primary(release)]
}
