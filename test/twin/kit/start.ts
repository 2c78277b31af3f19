// a process that brings a small machine up, to be killed on the way
import { startSmall } from './small-machine.ts'

await startSmall(process.argv.at(-1) ?? '')
process.exit()
