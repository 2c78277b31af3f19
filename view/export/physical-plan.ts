import { type CablingPlan, cabling, elevations, type PodModel, type RackElevation } from '#model'

/** A pod with its plans, each worked out when a first file asks for it, and once. */
export interface PhysicalPlan {
  readonly model: PodModel
  cabling(): CablingPlan
  racks(): readonly RackElevation[]
}

/** The plans of a pod. */
export function physicalPlan(model: PodModel): PhysicalPlan {
  return { model, cabling: once(() => cabling(model)), racks: once(() => elevations(model)) }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
