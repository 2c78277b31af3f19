import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { largePod } from './large-pod.ts'
import { type Measure, memory, time } from './measure.ts'
import { measured, quickest, type Surroundings } from './measured.ts'

/** How long all files of the largest pod take, written anew each time. */
export async function exportMeasures(superpod: string, root: string, surroundings: Surroundings): Promise<Measure[]> {
  const { cwd } = surroundings
  const pod = largePod(root, cwd)
  const { files } = await quickest(3, {
    files() {
      rmSync(join(cwd, 'cdktf.out'), { recursive: true, force: true })
      return measured([superpod, 'export', pod], surroundings)
    },
  })
  if (!files) throw new Error('nothing was measured')
  return [
    time('export of 64 units of H100, every file', files.seconds, 3),
    memory('memory of the same', files.memoryMiB, 300),
  ]
}
