/** Makes every stack of a target, and prints which packages of clouds' providers were loaded for it. */
import { createRequire } from 'node:module'
import { Target } from '#config'
import { podModel } from '#model'
import { clusterLayer } from '#stacks'
import { loadedAnyPod } from './any-pod.ts'
import { stacksOf } from './gefion.ts'
import { madeTargets } from './made-targets.ts'

const kind = process.argv[2] ?? ''
const target = { name: kind, ...Target.parse(madeTargets[kind] ?? { kind, context: 'tiny' }) }
const model = podModel({ ...loadedAnyPod({ generation: 'dgx-h100', scalableUnits: 1 }), target })
stacksOf(model, await clusterLayer(model.target.kind))
const files = Object.keys(createRequire(import.meta.url).cache)
const names = files.flatMap((file) => /@cdktf\/provider-(aws|google|azurerm)\//.exec(file)?.[1] ?? [])
process.stdout.write(JSON.stringify([...new Set(names)].sort()))
