/** Labels that name one GPU. */
const oneGpu = 'node, gpu, UUID'

/**
 * A metric by GPU, without the labels of the pod that holds it or of what it reported: those come and go.
 * @param ago - how long ago it is wanted, `15m`. @default now
 */
export function ofGpu(metric: string, ago?: string): string {
  return `max by (${oneGpu}) (${metric}${ago === undefined ? '' : ` offset ${ago}`})`
}

/**
 * GPUs whose counter is higher than it was: by how much. Not `increase`, which begins anew with every pod that gets the
 * GPU; a counter that a reset put back to zero is not higher.
 */
export function grown(counter: string, window: string): string {
  return `(${ofGpu(counter)} - ${ofGpu(counter, window)}) > 0`
}

/** Only what systems in service say, with the unit and the rack that they stand in. */
export function inService(expr: string): string {
  return `(${expr}) * on (node) group_left (scalable_unit, rack) superpod:system:in_service`
}
