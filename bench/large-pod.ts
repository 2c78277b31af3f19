import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A folder with the largest pod of DGX H100: 64 scalable units on a twin. */
export function largePod(root: string, cwd: string): string {
  const pod = join(cwd, 'large')
  mkdirSync(join(pod, 'targets'), { recursive: true })
  cpSync(join(root, 'config', 'gefion', 'targets', 'twin.yaml'), join(pod, 'targets', 'twin.yaml'))
  writeFileSync(join(pod, 'superpod.yaml'), 'name: large\nsystems: { generation: dgx-h100, scalableUnits: 64 }\n')
  return pod
}
