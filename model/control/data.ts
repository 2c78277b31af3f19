import type { dataControls } from '#catalog'
import { reached } from '../findings/egress.ts'
import type { PodModel } from '../pod-model.ts'
import type { StorageClassModel } from '../storage.ts'
import type { TenantModel } from '../tenant.ts'
import { printedPartitionKey } from '../tenant-rails.ts'
import {
  type ControlJudge,
  type ControlStanding,
  configured,
  doesNotApply,
  doesNotHold,
  hostPrerequisite,
} from './standing.ts'
import { byPolicy } from './work.ts'

/** How controls on what work reaches and where data lies stand. */
export const dataStandings: Readonly<Record<keyof typeof dataControls, ControlJudge>> = {
  'network/closed': () => configured,
  'network/control-plane': ({ egress }, { networks }) => {
    const reaching = Object.entries(egress).flatMap(([name, { cidr }]) => {
      const reach = reached(cidr, networks)
      return reach ? [`destination ${name} is ${cidr}, which ${reach.words}`] : []
    })
    return reaching.length === 0 ? configured : doesNotHold(reaching.join('; '))
  },
  'network/rails': ({ rdma }, { rails }) => {
    if (!rdma) return doesNotApply('its pods get no rails')
    if (!rails) return doesNotApply('no pod of this target gets rails')
    if (rdma.partitionKey === undefined) return doesNotHold('it shares the default partition with everybody')
    return hostPrerequisite(
      `UFM keeps ports out of the default partition, or limited in it; ib sm virt enable; partition ${printedPartitionKey(rdma.partitionKey)}`,
    )
  },
  'storage/claims': (_, { storage }) =>
    storage.classes.length === 0 ? doesNotApply('the pod has no storage class') : configured,
  'storage/bytes': (tenant, model) =>
    ofClasses(tenant, model, ({ limits }) => limits === 'bytes', 'limits what is claimed, not bytes (claims only)'),
  'storage/separation': (tenant, model) =>
    ofClasses(tenant, model, (each) => isApart(each, tenant, model), 'keeps its tenants apart by no means of its own'),
  'storage/volumes': (tenant, model) => byPolicy(tenant, model, 'contained'),
  'storage/encrypted': (tenant, model) =>
    ofClasses(tenant, model, ({ encrypted }) => encrypted, 'is not said to encrypt'),
}

/** It holds where it holds of every class that the tenant may claim. */
function ofClasses(
  tenant: TenantModel,
  { storage }: PodModel,
  holds: (storageClass: StorageClassModel) => boolean,
  lacks: string,
): ControlStanding {
  const claimed = storage.classes.filter(({ className }) => (tenant.storageQuota[className]?.sizeGiB ?? 0) > 0)
  if (claimed.length === 0) return doesNotApply('it may claim no storage of any class')
  const lacking = claimed.filter((each) => !holds(each)).map(({ className }) => className)
  return lacking.length === 0 ? configured : doesNotHold(`storage class ${lacking.join(', ')} ${lacks}`)
}

function isApart({ separation, purpose }: StorageClassModel, { name }: TenantModel, { tenants }: PodModel): boolean {
  const others = tenants.filter((other) => other.name !== name && other.storage[purpose] !== undefined)
  return separation === 'tenant' || (separation === 'class' && others.length === 0)
}
