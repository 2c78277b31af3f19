import { Construct } from 'constructs'
import { type ClassSpec, StorageClass, StorageDriverRelease, storageMaker } from '#constructs'
import { isReal, type PodModel, type StorageClassModel, type StorageDriverModel, systemTaints } from '#model'
import type { PlatformParts } from './platform-parts.ts'

/** Stands for a driver where nothing could run one: claims of its classes stay pending, quota on them holds. */
const placeholder: ClassSpec = { provisioner: 'superpod/placeholder', parameters: {} }

/** Storage: a class for each purpose, and the drivers behind them where superpod installs them. */
export function addStorage(parts: PlatformParts): void {
  const { stack, model } = parts
  const classes = new Construct(stack, 'storage')
  for (const storageClass of model.storage.classes) addClass(classes, storageClass, model)
  if (!isReal(model.target)) return
  for (const driver of model.storage.drivers) {
    if (driver.owner === 'superpod') addDriver(parts, driver)
  }
}

function addClass(scope: Construct, storageClass: StorageClassModel, model: PodModel): void {
  const { purpose, className, expansion, reclaimPolicy = 'Delete' } = storageClass
  const spec = classSpec(storageClass, model)
  if (spec === undefined) return
  const mountOptions = 'mountOptions' in storageClass.settings ? storageClass.settings.mountOptions : []
  new StorageClass(scope, purpose, { name: className, spec, expansion, reclaimPolicy, mountOptions })
}

/** @returns undefined where somebody else makes the class: a chart, or whoever made one that is there */
function classSpec({ purpose, backend, settings }: StorageClassModel, { target }: PodModel): ClassSpec | undefined {
  if (target.kind === 'twin') return placeholder
  // kind brings the one driver that it can run
  if (target.kind === 'kind' && backend !== 'local-path') return backend === 'existing' ? undefined : placeholder
  const maker = storageMaker(backend)
  const spec = maker.classSpec?.(purpose, settings as never)
  // what kind brings has one path, its own
  return spec && target.kind === 'kind' ? { ...spec, parameters: {} } : spec
}

function addDriver({ stack, model, placement, namespace }: PlatformParts, driver: StorageDriverModel): void {
  const { backend, chart } = driver
  if (!chart) return
  new StorageDriverRelease(stack, chart.name, {
    backend,
    version: chart.version,
    namespace: namespace(chart.namespace, 'privileged'),
    placement,
    systemTaints: systemTaints(model),
    purposes: model.storage.classes
      .filter((storageClass) => storageClass.backend === backend)
      .map(({ purpose, settings, reclaimPolicy = 'Delete' }) => ({
        purpose,
        settings: settings as never,
        reclaimPolicy,
      })),
  })
}
