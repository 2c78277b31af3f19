import { Construct } from 'constructs'
import { escaped, StorageClassV1 } from '#terraform'
import { ownLabels } from '../labels.ts'
import type { ClassSpec } from './storage-backend.ts'

export interface StorageClassProps {
  /** Name of the class: what claims name. */
  readonly name: string
  /** What it needs to reach its backend. */
  readonly spec: ClassSpec
  readonly reclaimPolicy: 'Delete' | 'Retain'
  /** Whether a claim may grow. */
  readonly expansion: boolean
  /** @default none */
  readonly mountOptions?: readonly string[]
}

/**
 * A storage class. Terraform knows that it cannot change: a plan shows a replacement, which the guard refuses, where a
 * release would fail in the middle of its upgrade.
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export class StorageClass extends Construct {
  constructor(scope: Construct, id: string, props: StorageClassProps) {
    super(scope, id)
    const { name, spec, reclaimPolicy, expansion, mountOptions = [] } = props
    const parameters = Object.entries(spec.parameters).map(([key, value]) => [key, escaped(value)])
    new StorageClassV1(this, 'Resource', {
      metadata: { name, labels: ownLabels(this) },
      storageProvisioner: spec.provisioner,
      ...(parameters.length > 0 ? { parameters: Object.fromEntries(parameters) } : {}),
      reclaimPolicy,
      volumeBindingMode: spec.bindingMode ?? 'Immediate',
      allowVolumeExpansion: expansion,
      ...(mountOptions.length > 0 ? { mountOptions: [...mountOptions] } : {}),
      ...(spec.topology === undefined ? {} : { allowedTopologies: topologies(spec.topology) }),
    })
  }
}

function topologies({ key, values }: NonNullable<ClassSpec['topology']>) {
  return { matchLabelExpressions: [{ key, values: [...values] }] }
}
