import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Measure, memory, time } from './measure.ts'
import { measured, quickest, type Surroundings } from './measured.ts'

/** How long all files of the largest pod take, written anew each time. */
export async function exportMeasures(superpod: string, root: string, surroundings: Surroundings): Promise<Measure[]> {
  const { cwd } = surroundings
  const pod = join(cwd, 'large')
  mkdirSync(join(pod, 'targets'), { recursive: true })
  cpSync(join(root, 'config', 'gefion', 'targets', 'twin.yaml'), join(pod, 'targets', 'twin.yaml'))
  writeFileSync(join(pod, 'superpod.yaml'), 'name: large\nsystems: { generation: dgx-h100, scalableUnits: 64 }\n')
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
