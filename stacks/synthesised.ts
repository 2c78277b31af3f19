import { type Construct, RootConstruct } from 'constructs'
import { isMade } from '#config'
import { objectsChart } from '#constructs'
import { type PodModel, stackName } from '#model'
import { type Stack, synthesisedJson, type TerraformJson } from '#terraform'
import type { Layer } from './address.ts'
import type { ClusterLayer } from './cluster-layer.ts'
import { PlatformStack } from './platform/platform-stack.ts'
import { TenantStack, tenantStackModel } from './tenant-stack.ts'

/** One stack as it will be written: its JSON, and the files that stand beside it. */
export interface SynthesisedStack {
  readonly name: string
  readonly layer: Layer
  /** Tenant whose stack it is; undefined for the other layers. */
  readonly tenant?: string
  readonly json: TerraformJson
  /** Files beside the JSON, by path relative to its folder: the local chart. */
  readonly files: Readonly<Record<string, string>>
}

/** A stack that could be made: nothing of it is constructed until somebody asks. */
export interface StackOutline {
  readonly name: string
  readonly layer: Layer
  readonly tenant?: string
  /** All that the stack is made of, as data: where two are equal, so is their JSON. */
  readonly inputs: unknown
  construct(scope: Construct): Stack
}

/**
 * Every stack of a pod on its target, in the order in which layers apply.
 * @param layer - that of the target's kind, as `clusterLayer` loads it; without it the stack of the cluster is only named
 */
export function stackOutlines(model: PodModel, layer?: ClusterLayer): StackOutline[] {
  const shared = tenantStackModel(model)
  return [
    ...(isMade(model.target.kind) ? [clusterOutline(model, layer)] : []),
    {
      name: stackName(model, 'platform'),
      layer: 'platform',
      inputs: model,
      construct: (scope) => new PlatformStack(scope, model),
    },
    ...model.tenants.map(
      (tenant): StackOutline => ({
        name: stackName(model, 'tenant', tenant.name),
        layer: 'tenant',
        tenant: tenant.name,
        inputs: { shared, tenant },
        construct: (scope) => new TenantStack(scope, shared, tenant),
      }),
    ),
  ]
}

function clusterOutline(model: PodModel, layer: ClusterLayer | undefined): StackOutline {
  const name = stackName(model, 'cluster')
  return {
    name,
    layer: 'cluster',
    inputs: model,
    construct(scope) {
      if (layer) return layer.construct(scope, model)
      throw new Error(`the stack ${name} was asked for before its layer was loaded`)
    },
  }
}

/** One stack, made in memory: nothing is read or written, and nothing of it is kept. */
export function synthesised({ construct, inputs: _inputs, ...outline }: StackOutline): SynthesisedStack {
  const files = outline.layer === 'cluster' ? {} : objectsChart()
  return { ...outline, json: synthesisedJson(construct(new RootConstruct())), files }
}
