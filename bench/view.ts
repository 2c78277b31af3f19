import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { largePod } from './large-pod.ts'
import { type Measure, memory, time } from './measure.ts'
import { measured, quickest, type Surroundings } from './measured.ts'

/** How long the page of Gefion takes, and that of the largest pod, written anew each time. */
export async function viewMeasures(superpod: string, root: string, surroundings: Surroundings): Promise<Measure[]> {
  const large = largePod(root, surroundings.cwd)
  const page = (pod: string) => () => {
    rmSync(join(surroundings.cwd, 'cdktf.out'), { recursive: true, force: true })
    return measured([superpod, 'view', pod], surroundings)
  }
  const { gefion, units } = await quickest(5, { gefion: page('gefion'), units: page(large) })
  if (!gefion || !units) throw new Error('nothing was measured')
  return [
    time('view of Gefion', gefion.seconds, 0.5),
    time('view of 64 units of H100', units.seconds, 3),
    memory('memory of the same', units.memoryMiB, 300),
  ]
}
