import { type CloudName, type CloudShape, cloudShapes, shapesOf } from '#catalog'

/**
 * The type of machine that a pod's systems are in a cloud: the one that config names, else the first of its generation.
 * @param named - what config names
 * @returns undefined where the cloud offers none, or the catalogue has not that name
 */
export function cloudShape(cloud: CloudName, generation: string, named?: string): CloudShape | undefined {
  if (named === undefined) return shapesOf(cloud, generation)[0]
  return cloudShapes[cloud].find(({ type }) => type === named)
}
