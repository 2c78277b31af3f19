/** @typedef {import('../page-data.ts').PageData} PageData */
/** @typedef {import('../page-data.ts').SystemRecord} SystemRecord */
/** @typedef {import('../page-data.ts').RackRecord} RackRecord */
/** @typedef {import('../page-data.ts').SwitchRecord} SwitchRecord */

/**
 * What the page was made from.
 * @type {PageData}
 */
export const pod = JSON.parse(document.getElementById('pod')?.textContent ?? '{}')

/** Systems by name. */
export const systems = new Map(pod.systems.map((system) => [system.name, system]))

/** Racks by name. */
export const racks = new Map(pod.racks.map((rack) => [rack.name, rack]))

/** Numbers of switches by name. */
export const switchNumbers = new Map(pod.switches.map(({ name }, index) => [name, index]))

/** @typedef {{ up: [number, number][], down: [number, number][], systems: string[] }} Neighbours */

/** Switches above and below each switch with the number of cables, and the systems on it. */
export const neighbours = allNeighbours()

function allNeighbours() {
  /** @type {Neighbours[]} */
  const all = pod.switches.map(() => ({ up: [], down: [], systems: [] }))
  for (const [low, high, cables] of pod.trunks) {
    all[low]?.up.push([high, cables])
    all[high]?.down.push([low, cables])
  }
  for (const [system, cables] of Object.entries(pod.cables)) {
    for (const at of new Set(cables.map((cable) => cable[3]))) all[at]?.systems.push(system)
  }
  return all
}

/** Power for people, as the drawings have it. @param {number} powerW */
export function power(powerW) {
  if (powerW < 1000) return `${powerW} W`
  return powerW < 1e6 ? `${Number((powerW / 1e3).toFixed(2))} kW` : `${Number((powerW / 1e6).toFixed(2))} MW`
}

/** Name of a switch by its number. @param {number} at */
export function switchName(at) {
  return pod.switches[at]?.name ?? ''
}
