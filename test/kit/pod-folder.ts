import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** The least valid `superpod.yaml`. */
export const leastPod = 'name: tiny\nsystems: { generation: dgx-h100, scalableUnits: 1 }\n'

/**
 * A folder of a pod that is gone after the test.
 * @param files - content by path; `superpod.yaml` is the least valid one unless it is given
 */
export function podFolder(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'superpod-pod-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  for (const [path, content] of Object.entries({ 'superpod.yaml': leastPod, ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), content)
  }
  return dir
}
