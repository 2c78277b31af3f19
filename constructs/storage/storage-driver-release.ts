import { Construct } from 'constructs'
import { type StorageBackendName, storageBackend } from '#catalog'
import { chartRelease } from '../chart-release.ts'
import type { NodeTaint, Placement } from '../placement.ts'
import type { DriverPurpose } from './storage-backend.ts'
import { type StorageSettings, storageMaker } from './storage-makers.ts'

export interface StorageDriverReleaseProps<Name extends StorageBackendName> {
  readonly backend: Name
  /** Version of its chart, as the chart writes it. */
  readonly version: string
  readonly namespace: string
  /** Purposes that it serves, in ascending order. */
  readonly purposes: readonly DriverPurpose<StorageSettings[Name]>[]
  /** Management nodes, for the controllers. */
  readonly placement: Placement
  /** Taints of all systems: its node plugin tolerates them. */
  readonly systemTaints: readonly NodeTaint[]
}

/**
 * The driver of a kind of storage, by its maker's chart. It does not wait: a node plugin runs on every system, and one
 * system that is out of order would fail it.
 */
export class StorageDriverRelease<Name extends StorageBackendName> extends Construct {
  constructor(scope: Construct, id: string, props: StorageDriverReleaseProps<Name>) {
    super(scope, id)
    const { backend, version, namespace, ...plan } = props
    const { driver } = storageBackend(backend)
    const values = storageMaker(backend).driverValues?.(plan)
    if (!driver || !values) throw new Error(`${backend} has no chart`)
    chartRelease(this, 'Resource', { chart: driver.chart, version, namespace, wait: false, values })
  }
}
