// the twin's agent as a process: what `./superpod twin-agent <folder>` is for the tests
import { runAgent } from '#twin'

const folder = process.argv.at(-1) ?? ''
const say = (text: string) => process.stderr.write(`${new Date().toISOString()} ${text}\n`)
await runAgent({ folder }, say)
process.exit()
