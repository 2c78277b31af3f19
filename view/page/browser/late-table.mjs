import { linkTo, tableOf } from './element.mjs'
import { neighbours, pod, power } from './pod.mjs'

/** Tables that say in words what the drawings show, by name. */
const tables = {
  racks: () =>
    tableOf(
      'Racks',
      ['rack', 'row', 'place', 'scalable unit', 'role', 'systems', 'draws at most', 'may draw'],
      pod.racks.map(({ name, row, column, unit = '–', role, items, drawW, powerW }) => {
        const systems = items.filter(([, kind]) => kind === 'system').length
        return [
          linkTo(name),
          row,
          column,
          unit,
          role,
          systems,
          drawW > 0 ? power(drawW) : 'not published',
          powerW === undefined ? 'not published' : power(powerW),
        ]
      }),
    ),
  systems: () =>
    tableOf(
      'Systems',
      ['system', 'scalable unit', 'rack', 'rack unit', 'pool', 'state'],
      pod.systems.map(({ name, unit, rack, u, key, outage }) => {
        const pool = key === undefined ? 'none' : pod.keys[key]?.name
        return [linkTo(name), unit, linkTo(rack), u > 0 ? u : 'not published', pool, outage?.[0] ?? 'in service']
      }),
    ),
  switches: () =>
    tableOf(
      'Switches of the compute fabric',
      ['switch', 'tier', 'model', 'ports', 'systems on it', 'switches below', 'switches above'],
      pod.switches.map(({ name, tier, model = 'not published', ports }, at) => {
        const { up = [], down = [], systems = [] } = neighbours[at] ?? {}
        return [linkTo(name), tier, model, ports, systems.length, down.length, up.length]
      }),
    ),
}

/** Makes a table when somebody opens it: thousands of rows are not made for nobody. */
export function startTables() {
  for (const details of document.querySelectorAll('details[data-table]')) {
    details.addEventListener('toggle', () => {
      const name = /** @type {keyof typeof tables} */ (details.getAttribute('data-table'))
      if (!details.querySelector('table')) details.append(tables[name]())
    })
  }
}
