import { counted, printedCount, printedPower } from '#core'
import type { PodModel } from '#model'
import { printedTable } from './print.ts'
import type { Colors } from './screen.ts'

/** A pod at a glance: what it is made of, and who may use how much of it. */
export function overview(model: PodModel, podWord: string, colors: Colors): string {
  const { compute } = model.fabric
  const perSystem = model.generation.gpu.count
  return [
    `${colors.bold(model.title)}  ${model.name} on ${model.target.name}`,
    '',
    row('systems', `${model.systems.length} × ${model.generation.generation}, ${perSystem} GPUs each`),
    row(
      'GPUs',
      `${printedCount(model.systems.length * perSystem)} × ${model.generation.gpu.product.value ?? 'a GPU whose label is not known'}`,
    ),
    row('floor', `${counted(model.scalableUnits.length, 'scalable unit')}, ${counted(model.racks.length, 'rack')}`),
    row('fabric', switches(compute)),
    row('cables', cables(compute)),
    row('power', power(model)),
    ...outages(model),
    '',
    printedTable(
      [
        ['pool', 'systems', 'spares', 'GPUs', 'guaranteed', 'free'],
        ...Object.entries(model.capacity).map(([name, pool]) => {
          return [name, pool.systems, pool.spares, pool.gpus, pool.guaranteed, pool.free]
        }),
      ],
      colors,
    ),
    '',
    printedTable(
      [
        ['tenant', 'guaranteed', 'burst', 'pool', 'sensitivity', 'state', 'expires'],
        ...model.tenants.map((tenant) => {
          const { name, gpus, pool, sensitivity, state, expires = '' } = tenant
          return [name, gpus.guaranteed, gpus.burst, pool, sensitivity, state, expires]
        }),
      ],
      colors,
    ),
    '',
    colors.dim(`one value: ./superpod show ${podWord} fabric.compute.spineSwitches`),
  ].join('\n')
}

/** How many systems take no work, by why; nothing where all do. */
function outages({ systems }: PodModel): string[] {
  const counts = new Map<string, number>()
  for (const { outage } of systems) if (outage) counts.set(outage.state, (counts.get(outage.state) ?? 0) + 1)
  if (counts.size === 0) return []
  return [row('out', [...counts].map(([state, count]) => `${counted(count, 'system')} ${state}`).join(', '))]
}

function cables({ systemCables, managerCables }: PodModel['fabric']['compute']): string {
  const manager = managerCables > 0 ? `, ${printedCount(managerCables)} to the fabric manager` : ''
  return `${printedCount(systemCables)} to systems${manager}`
}

// no source gives the power of switches and management nodes, so nothing here counts them
function power({ power: { systemsW, leftW, countedBy } }: PodModel): string {
  if (systemsW === undefined) return 'not known'
  const counts = countedBy === 'systems' ? 'systems alone' : 'racks with systems, each as a whole'
  if (leftW === undefined) return `${printedPower(systemsW)} at most, ${counts}`
  const left = leftW < 0 ? `the site lacks ${printedPower(-leftW)}` : `the site has ${printedPower(leftW)} beside that`
  return `${printedPower(systemsW)} at most, ${counts}; ${left}`
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(8)}  ${text}`
}

function switches({ leafSwitches, spineSwitches, coreSwitches }: PodModel['fabric']['compute']): string {
  if (leafSwitches === undefined) return 'switches open: no source gives their number'
  if (spineSwitches === undefined) return `${leafSwitches} leaf switches, spines open`
  const spines = counted(spineSwitches, 'spine switch', 'spine switches')
  if (coreSwitches === undefined) return `${leafSwitches} leaf and ${spines}, cores open`
  const cores = coreSwitches > 0 ? `, ${counted(coreSwitches, 'core switch', 'core switches')}` : ''
  return `${leafSwitches} leaf and ${spines}${cores}`
}
