import { publicHosts } from '#catalog'

/** Keys whose value is the host of an image alone. */
const hostKeys = ['registry', 'imageRegistry', 'baseRepo']

/** An image of a public host, or a folder of images, below a registry: it keeps its path. Any other text is as it was. */
function movedImage(text: string, registry: string): string {
  const host = publicHosts.find((each) => text.startsWith(`${each}/`))
  return host === undefined ? text : `${registry}${text.slice(host.length)}`
}

/** A value with every image in it moved to a registry; what names no image is as it was. */
export function withMovedImages<T>(value: T, registry: string | undefined): T {
  return registry === undefined ? value : (moved(value, registry, '') as T)
}

function moved(value: unknown, registry: string, key: string): unknown {
  if (typeof value === 'string') {
    return hostKeys.includes(key) && publicHosts.includes(value) ? registry : movedImage(value, registry)
  }
  if (Array.isArray(value)) return value.map((each) => moved(each, registry, ''))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, moved(each, registry, name)]))
}
