import type { LiveObject } from '#kube'

/** A label selector as the API has it. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: string
    readonly values?: readonly string[]
  }[]
}

/** A toleration as the API has it. */
export interface Toleration {
  readonly key?: string
  readonly operator?: string
  readonly value?: string
  readonly effect?: string
}

/** A Deployment or a DaemonSet, as far as it is looked at. */
export type Workload = LiveObject & {
  readonly spec?: {
    readonly template?: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }
      readonly spec?: {
        readonly nodeSelector?: Readonly<Record<string, string>>
        readonly tolerations?: readonly Toleration[]
        readonly containers?: readonly { readonly name: string; readonly image?: string }[]
      }
    }
  }
}

/** One webhook, and the configuration that it stands in. */
export interface Hook extends HookSettings {
  readonly configuration: LiveObject
}

/** One webhook as the API has it. */
export interface HookSettings {
  readonly name: string
  readonly failurePolicy?: string
  readonly namespaceSelector?: LabelSelector
  readonly clientConfig?: { readonly service?: { readonly namespace: string; readonly name: string } }
  readonly rules?: readonly {
    readonly operations?: readonly string[]
    readonly resources?: readonly string[]
  }[]
}

/** A configuration of webhooks. */
export interface HookConfiguration {
  readonly webhooks?: readonly HookSettings[]
}

/** A binding of an admission policy, as far as it is looked at. */
export type Binding = LiveObject & {
  readonly spec?: {
    readonly policyName?: string
    readonly validationActions?: readonly string[]
    readonly matchResources?: { readonly namespaceSelector?: LabelSelector }
  }
}

/** Images of a workload. */
export function imagesOf({ spec }: Workload): string[] {
  return (spec?.template?.spec?.containers ?? []).flatMap(({ image }) => (image === undefined ? [] : [image]))
}

/** An image's name, without tag and digest. */
export function imageName(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '')
}

/** A workload for people: `DaemonSet kube-system/kube-proxy`. */
export function printedWorkload(kind: string, { metadata }: LiveObject): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`
}

/** Whether labels are those that a selector asks for; an empty selector takes everything. */
export function isSelected(labels: Readonly<Record<string, string>>, selector: LabelSelector | undefined): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {}
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key]
      if (operator === 'Exists') return value !== undefined
      if (operator === 'DoesNotExist') return value === undefined
      const isOne = value !== undefined && values.includes(value)
      return operator === 'NotIn' ? !isOne : isOne
    })
  )
}

/** Whether a taint is tolerated. */
export function isTolerated(
  { key, value, effect }: { readonly key: string; readonly value: string; readonly effect: string },
  tolerations: readonly Toleration[] = [],
): boolean {
  return tolerations.some((each) => {
    if (each.effect !== undefined && each.effect !== '' && each.effect !== effect) return false
    if (each.operator === 'Exists') return each.key === undefined || each.key === '' || each.key === key
    return each.key === key && (each.value ?? '') === value
  })
}
