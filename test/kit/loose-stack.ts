import { RootConstruct } from 'constructs'
import { type ResourceJson, SuperpodStack, synthesisedJson, type TerraformJson } from '#terraform'

/** A stack that belongs to no app. */
export function looseStack(name = 'tiny-twin-platform', shared: Readonly<Record<string, unknown>> = {}): SuperpodStack {
  return new SuperpodStack(new RootConstruct(), name, {
    kubeconfig: '../../../.superpod/tiny/twin/kubeconfig',
    state: `../../../.superpod/tiny/twin/state/${name}.tfstate`,
    shared,
  })
}

/** JSON of a stack that holds what is put into it. */
export function jsonOf(fill: (stack: SuperpodStack) => void, name?: string): TerraformJson {
  const stack = looseStack(name)
  fill(stack)
  return synthesisedJson(stack)
}

/** Arguments of the resource at an address. */
export function resourceAt(json: TerraformJson, address: string): ResourceJson {
  const [type = '', name = ''] = address.split('.')
  const found = json.resource?.[type]?.[name]
  if (!found) throw new Error(`the stack has no ${address}, only ${addresses(json).join(', ')}`)
  return found
}

/** Addresses of all resources, in order of type and name. */
export function addresses(json: TerraformJson): string[] {
  return Object.entries(json.resource ?? {})
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
    .sort()
}

/** Values of a release, as Helm gets them where they hold no escape. */
export function valuesAt(json: TerraformJson, address: string): Record<string, unknown> {
  const [text] = resourceAt(json, address)['values'] as string[]
  return JSON.parse(text ?? '')
}
