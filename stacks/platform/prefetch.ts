import { imagePrefetch, ObjectsRelease, systemNamespace, tolerationsOf } from '#constructs'
import type { PlatformParts } from './platform-parts.ts'

/** Large images on systems before anybody asks, where config names some. */
export function addPrefetch({ stack, model, home }: PlatformParts): void {
  const objects = Object.entries(model.platform.images.prefetch).map(([name, { image, pool: wanted }]) => {
    const pool = model.pools.find((each) => each.name === wanted)
    if (!pool) throw new Error(`pod ${model.name} has no pool ${wanted}`)
    const { nodeLabels, taints } = pool
    // a token would be text in the values of a release: the plain name
    const props = { name, namespace: systemNamespace, image, nodeSelector: nodeLabels }
    return imagePrefetch({ ...props, tolerations: tolerationsOf(taints) })
  })
  // a system that is out of order must not hold an apply up
  if (objects.length > 0)
    new ObjectsRelease(stack, 'prefetch', { name: 'prefetch', namespace: home, objects, wait: false })
}
