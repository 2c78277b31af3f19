import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { type KubeObject, silent } from '#core'
import type { RenderedRelease } from '#render'
import { output, toolOnPath, twinTools } from '#tools'
import type { Desk } from './command.ts'

/** What renders charts of others on this machine. */
export interface ChartRenderer {
  /** Objects of a release; undefined where its chart is not on this machine. */
  objectsOf(release: RenderedRelease): Promise<readonly KubeObject[] | undefined>
}

/**
 * A renderer of what is here already: Helm of the twin's tools or of PATH, charts of the twin's tools or of the mirror.
 * Nothing is compiled or fetched for it.
 */
export async function chartRenderer({ environment }: Desk): Promise<ChartRenderer> {
  const { cache, mirror, variables } = environment
  // where the tools are compiled they are found without Go, and elsewhere not
  const found = twinTools({ cache, progress: silent, env: { ...variables, PATH: '/nowhere' } })
  const tools = await found.catch(() => undefined)
  const helm = tools?.helm ?? (await toolOnPath('helm', variables))
  const chartOf = ({ chart, version }: RenderedRelease) => {
    const archive = join(mirror, 'charts', `${chart}-${version}.tgz`)
    if (existsSync(archive)) return archive
    return chart === 'kueue' && tools?.versions.kueue.replace(/^v/, '') === version ? tools?.kueueChart : undefined
  }
  return {
    async objectsOf(release) {
      const chart = chartOf(release)
      if (!helm || !chart) return undefined
      const words = [
        'template',
        release.name,
        chart,
        '--namespace',
        release.namespace,
        '--include-crds',
        '--values',
        '-',
      ]
      const text = await output(helm, words, { env: variables, input: JSON.stringify(release.values) })
      return parseAllDocuments(text).flatMap((document) => (document.toJS() as KubeObject | null) ?? [])
    },
  }
}
