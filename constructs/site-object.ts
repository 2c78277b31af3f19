import type { KubeObject } from '#core'
import { withMovedImages } from './moved-images.ts'
import { proxyEnvironment, type Site } from './site.ts'

/** Kinds whose parts name an image by repository, image and version, and take names of Secrets and a proxy. */
const operandKinds = ['NicClusterPolicy', 'NicNodePolicy', 'NVIDIADriver']

/** An object with what its site asks for: images moved, Secrets to pull with in every pod that it makes. */
export function siteObject(object: KubeObject, site: Site): KubeObject {
  const moved = withMovedImages(object, site.images)
  if (site.pullSecrets.length === 0 && !site.proxy && site.registryCa === undefined) return moved
  return given(moved, site, operandKinds.includes(object.kind)) as KubeObject
}

function given(value: unknown, site: Site, operands: boolean, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => given(each, site, operands))
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, given(each, site, operands, name)]),
  )
  if (Array.isArray(inner['containers']))
    return withSecrets(
      inner,
      site.pullSecrets.map((name) => ({ name })),
    )
  const isOperand = operands && ['image', 'repository', 'version'].every((field) => field in inner)
  return isOperand ? operand(withSecrets(inner, site.pullSecrets), site, key) : inner
}

function withSecrets(part: Readonly<Record<string, unknown>>, secrets: readonly unknown[]) {
  return secrets.length === 0 || 'imagePullSecrets' in part ? part : { ...part, imagePullSecrets: secrets }
}

// the driver's container builds on the host: it alone goes out of the cluster
function operand(part: Readonly<Record<string, unknown>>, { proxy, registryCa }: Site, key: string) {
  if (key !== 'ofedDriver') return part
  return {
    ...part,
    ...(proxy && !('env' in part) ? { env: proxyEnvironment(proxy) } : {}),
    ...(registryCa === undefined || 'certConfig' in part ? {} : { certConfig: { name: registryCa } }),
  }
}
