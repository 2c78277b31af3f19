import { writeSync } from 'node:fs'
import { builtPrograms } from '../../tools/built-programs.ts'
import { noStep, tinyPlan } from './tiny-plan.ts'

// a build in a process of its own: prints what its progress is told, and where the programs are
const [cache = '', path = '', home = ''] = process.argv.slice(2)
const say = (text: string) => void writeSync(1, `${text}\n`)
const progress = {
  step: (name: string) => say(`step ${name}`),
  done: (name: string) => say(`done ${name}`),
  failed: (name: string) => say(`failed ${name}`),
  note: () => {},
}
const { folder } = await builtPrograms(tinyPlan, { cache, progress, env: { PATH: path, HOME: home } }, noStep)
say(`built ${folder.bin}`)
