import type { StorageDriver } from '#catalog'
import type { NodeTaint, Placement } from '../placement.ts'

/** What every purpose has, whatever stands behind it. */
export interface ClassSettings {
  readonly mountOptions?: readonly string[]
}

/** What a StorageClass needs to reach a backend: it can never change, but for its expansion. */
export interface ClassSpec {
  readonly provisioner: string
  readonly parameters: Readonly<Record<string, string>>
  /** @default Immediate */
  readonly bindingMode?: 'Immediate' | 'WaitForFirstConsumer'
  /** Label of nodes and its values that volumes may be made for. @default any node */
  readonly topology?: { readonly key: string; readonly values: readonly string[] }
}

/** One purpose that a driver serves. */
export interface DriverPurpose<Settings> {
  readonly purpose: string
  readonly settings: Settings
  readonly reclaimPolicy: 'Delete' | 'Retain'
}

/** What a driver's chart is configured from. */
export interface DriverPlan<Settings> {
  /** Purposes that it serves, in ascending order. */
  readonly purposes: readonly DriverPurpose<Settings>[]
  /** Where its controllers run. */
  readonly placement: Placement
  /** Taints of all systems: its node plugin tolerates them. */
  readonly systemTaints: readonly NodeTaint[]
}

/** How superpod makes a kind of storage: what is in one file, and one line of the registry. */
export interface StorageMaker<Settings> {
  /** The class of a purpose. @default the driver's chart makes it, or somebody else */
  readonly classSpec?: (purpose: string, settings: Settings) => ClassSpec
  /** Values of the driver's chart. @default its maker publishes none */
  readonly driverValues?: (plan: DriverPlan<Settings>) => Readonly<Record<string, unknown>>
}

/** Parameters that have a value, as text: all that a class takes. */
export function parameters(
  values: Readonly<Record<string, string | number | boolean | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])),
  )
}

/** Who asks a storage system, and where the Secret of that is. */
export interface ClassSecret {
  readonly secret: string
  readonly secretOf: 'driver' | 'tenant'
}

/** What a driver does with a Secret, as the parameters of a class name it. */
type SecretUse = 'provisioner' | 'controller-publish' | 'controller-expand' | 'node-stage' | 'node-publish'

/** Parameters that name the Secret of a class. */
export function secretParameters(
  { secret, secretOf }: ClassSecret,
  driver: StorageDriver,
  uses: readonly SecretUse[],
): Record<string, string> {
  const namespace = secretNamespace(secretOf, driver)
  return Object.fromEntries(
    uses.flatMap((use) => [
      [`csi.storage.k8s.io/${use}-secret-name`, secret],
      [`csi.storage.k8s.io/${use}-secret-namespace`, namespace],
    ]),
  )
}

/** Namespace of the Secret of a class; a claim's own is a template that the driver fills in. */
export function secretNamespace(secretOf: ClassSecret['secretOf'], { namespace }: StorageDriver): string {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the driver's own template sign
  return secretOf === 'tenant' ? '${pvc.namespace}' : namespace
}
