import { counted, printedCount } from '#core'
import type { PoolLedger, TenantModel } from '#model'
import { sharedKey } from '../key.ts'
import { all, type Markup, tag } from '../markup.ts'
import type { Picture } from '../picture.ts'
import { type Drawing, label, moved, named } from './drawing.ts'

const bar = 720
const line = 30

/** Where bars begin, and how many pixels a GPU has. */
interface Scale {
  readonly left: number
  readonly gpu: number
}

/** Who may use how much: a bar for each pool, and below one for each tenant. */
export function capacityDrawing(picture: Picture): Drawing {
  const { model } = picture
  const pools = Object.entries(model.capacity).filter(([, { gpus }]) => gpus > 0)
  const most = Math.max(1, ...pools.map(([, { gpus }]) => gpus), ...model.tenants.map(({ gpus }) => gpus.burst))
  const names = [...pools.map(([name]) => name), ...model.tenants.map(({ name }) => name)]
  const left = 46 + 6.8 * Math.max(6, ...names.map((name) => name.length))
  const scale: Scale = { left, gpu: bar / most }
  const below = 24 + pools.length * line + 30
  return {
    name: 'capacity',
    title: `Capacity of ${model.title} by pool and tenant`,
    description: `${counted(pools.length, 'pool')} and ${counted(model.tenants.length, 'tenant')}, in GPUs: what is guaranteed to whom, what is free, and how far each may go beyond.`,
    width: left + bar + 150,
    height: model.tenants.length > 0 ? below + 20 + model.tenants.length * line : below - 20,
    content: all(
      label(0, 11, 'soft', 'Pools: guaranteed, free, spare'),
      pools.map(([name, pool], index) => moved(0, 24 + index * line, poolBar(name, pool, scale, picture))),
      model.tenants.length > 0
        ? label(0, below + 2, 'soft', 'Tenants: guaranteed, then the most each may hold at once')
        : undefined,
      model.tenants.map((tenant, index) => moved(0, below + 15 + index * line, tenantBar(tenant, scale, picture))),
    ),
  }
}

function poolBar(name: string, pool: PoolLedger, scale: Scale, picture: Picture): Markup {
  const promised = picture.model.tenants.filter((tenant) => tenant.pool === name && tenant.state !== 'retired')
  const spareGpus = pool.systems > 0 ? (pool.gpus / pool.systems) * pool.spares : 0
  let x = scale.left
  const part = (gpus: number, classes: string, text: string, title: string) => {
    const from = x
    x += gpus * scale.gpu
    return gpus <= 0 ? undefined : segment(from, gpus * scale.gpu, classes, text, title)
  }
  const parts = [
    ...promised.map((tenant) => {
      const { letter, tone } = picture.keys.get(tenant.name) ?? sharedKey
      const gpus = tenant.gpus.guaranteed
      return part(gpus, `t${tone}`, letter, `${tenant.name}: ${counted(gpus, 'GPU')} guaranteed`)
    }),
    part(pool.free, 'free', 'free', `${counted(pool.free, 'GPU')} guaranteed to nobody`),
    part(spareGpus, 'free dash', '', `${counted(pool.spares, 'spare system')}`),
  ]
  return all(
    label(0, 14, 'big', name),
    parts,
    label(x + 8, 14, '', `${printedCount(pool.gpus)} GPUs`),
    label(x + 8, 25, 'small soft', `${counted(pool.systems, 'system')}, ${pool.spares} spare`),
  )
}

function tenantBar(tenant: TenantModel, scale: Scale, picture: Picture): Markup {
  const { letter, tone } = picture.keys.get(tenant.name) ?? sharedKey
  const { guaranteed, burst } = tenant.gpus
  const end = scale.left + Math.max(guaranteed, burst) * scale.gpu
  const promised = tenant.state === 'retired' ? 0 : guaranteed
  const title = `${tenant.name}, ${tenant.title}: ${counted(promised, 'GPU')} guaranteed, ${burst} at most`
  return tag(
    'g',
    { id: `tenant-${tenant.name}` },
    named(
      `tenant-${tenant.name}`,
      title,
      tag('rect', { class: `t${tone}`, width: 18, height: 18, rx: 3, y: 1 }),
      label(9, 13.5, 'mid strong', letter),
      label(26, 14, 'big', tenant.name),
    ),
    tag('rect', { class: 'free dash', x: scale.left, y: 4, width: burst * scale.gpu, height: 12 }),
    promised > 0
      ? tag('rect', { class: `t${tone}`, x: scale.left, width: promised * scale.gpu, height: 20 })
      : undefined,
    label(end + 8, 14, '', standing(tenant)),
  )
}

function standing({ state, gpus: { guaranteed, burst } }: TenantModel): string {
  if (state === 'retired') return 'retired: promised nothing'
  return `${range(guaranteed, burst)}${state === 'suspended' ? ', suspended' : ''}`
}

function segment(x: number, size: number, classes: string, text: string, title: string): Markup {
  const room = size >= text.length * 6 + 4
  return tag(
    'g',
    {},
    tag('title', {}, title),
    tag('rect', { class: classes, x, width: size, height: 20 }),
    room && text !== '' ? label(x + size / 2, 14, 'mid strong', text) : undefined,
  )
}

function range(least: number, most: number): string {
  return least === most ? printedCount(least) : `${printedCount(least)} to ${printedCount(most)}`
}
