import { fakeGpuOperatorVersion, kwokImage } from '#catalog'
import { FakeGpuOperatorRelease, kwokNode, kwokObjects, ObjectsRelease, systemNamespace } from '#constructs'
import { kindSimulatedNodes, kubeletLabels, simulationStages } from '#model'
import { primary } from '#terraform'
import type { PlatformParts } from './platform-parts.ts'

/** What stands for the machine on a kind cluster: made-up GPUs on its workers, and nodes that KWOK plays for the rest. */
export function addSimulation({ stack, model, home, placement, namespace }: PlatformParts): void {
  const { gpu } = model.generation
  new FakeGpuOperatorRelease(stack, 'fake-gpu-operator', {
    version: fakeGpuOperatorVersion.value,
    namespace: namespace('gpu-operator', 'privileged'),
    product: gpu.product.value,
    gpus: gpu.count,
    memoryMiB: gpu.memoryMiB.value,
  })
  const kwok = new ObjectsRelease(stack, 'kwok', {
    name: 'kwok',
    namespace: home,
    objects: kwokObjects({ namespace: systemNamespace, placement, image: kwokImage.value, stages: simulationStages() }),
  })
  new ObjectsRelease(stack, 'simulated-systems', {
    name: 'simulated-systems',
    namespace: home,
    objects: kindSimulatedNodes(model).map((node) =>
      kwokNode({ ...node, labels: { ...kubeletLabels(node.name), ...node.labels } }),
    ),
    dependsOn: [primary(kwok)],
  })
}
