import { runAgent } from '#twin'
import { command } from '../command.ts'

/** The twin's agent, as a process of its own: `up` starts it, nobody types it. */
export const twinAgent = command({
  name: 'twin-agent',
  summary: 'what a twin runs beside its API server; up starts it',
  args: { folder: { type: 'positional', required: true, description: 'folder of the twin' } },
  examples: [],
  async run({ folder }, { progress }) {
    await runAgent({ folder }, (text) => progress.note(text))
    return { data: {}, text: () => '' }
  },
})
