import { stopTwin } from '#twin'
import { podArgument, targetArgument } from '../arguments.ts'
import { command } from '../command.ts'
import { twinPlace } from '../target-cluster.ts'

/** Stops a twin. */
export const down = command({
  name: 'down',
  summary: 'stop the twin; all that is in it stays for the next up',
  args: { pod: podArgument, target: targetArgument },
  examples: [
    { line: './superpod down', purpose: 'the twin of the default pod' },
    { line: './superpod up', purpose: 'and start it again, with everything there' },
  ],
  async run(args, desk) {
    const place = await twinPlace(args, desk)
    const stopped = await stopTwin({ folder: place.folder, progress: desk.progress })
    return {
      data: { pod: place.pod, target: place.target, stopped },
      text: (colors) =>
        stopped
          ? `${colors.green('✓')} the twin of ${place.pod} is stopped; ./superpod up starts it again`
          : `the twin of ${place.pod} did not run`,
    }
  },
})
