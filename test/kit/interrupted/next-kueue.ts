import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { output, type TwinTools } from '#tools'

/** Version of a Kueue chart that nobody has published: for an upgrade, which takes another version of the chart. */
export const nextKueueVersion = '0.19.99'

/** A mirror with the next Kueue chart beside the providers of this machine's own mirror. */
export interface NextKueueMirror {
  readonly folder: string
  remove(): Promise<void>
}

/** Makes the mirror: the chart is the real one, but for its version and an annotation that has its pods made anew. */
export async function nextKueueMirror({ kueueChart, helm }: TwinTools): Promise<NextKueueMirror> {
  const folder = await mkdtemp(join(tmpdir(), 'superpod-mirror-'))
  const chart = join(folder, 'kueue')
  await cp(kueueChart, chart, { recursive: true })
  await changed(join(chart, 'Chart.yaml'), /^version: .*$/m, `version: ${nextKueueVersion}`)
  await changed(join(chart, 'values.yaml'), 'podAnnotations: {}', 'podAnnotations: { superpod/chart: next }')
  await mkdir(join(folder, 'charts'))
  const env = { PATH: '/usr/bin:/bin', HOME: folder }
  await output(helm, ['package', chart, '--destination', join(folder, 'charts')], { env })
  await symlink(join(homedir(), '.cache', 'superpod', 'mirror', 'providers'), join(folder, 'providers'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function changed(file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  const other = text.replace(from, to)
  if (other === text) throw new Error(`${file} has no ${from}`)
  await writeFile(file, other)
}
