/** The app as cdktf-cli runs it, by `cdktf.json`; `./superpod` does not need it. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { loadPod, resolvePod } from '#config'
import { objectsChart } from '#constructs'
import { hasErrors } from '#core'
import { modelFindings, podModel } from '#model'
import { App } from '#terraform'
import { clusterLayer } from './cluster-layer.ts'
import { stackOutlines } from './synthesised.ts'

const app = new App()
const loaded = await loadPod(await resolvePod(context('pod'), '.'), context('target'))
const model = hasErrors(loaded.findings) ? undefined : podModel(loaded)
const findings = [
  ...loaded.findings,
  ...(model ? modelFindings(model, { at: new Date().toISOString().slice(0, 10) }) : []),
]
if (!model || hasErrors(findings)) {
  const lines = findings.map(({ code, path, message }) => `${code} ${path}: ${message}\n`)
  process.stderr.write(`${lines.join('')}see \`./superpod check ${context('pod')} --target ${context('target')}\`\n`)
  process.exit(1)
}
const outlines = stackOutlines(model, await clusterLayer(model.target.kind))
for (const outline of outlines) outline.construct(app)
app.synth()
for (const { name, layer } of outlines) {
  if (layer !== 'cluster') await writeCharts(join(app.outdir, 'stacks', name))
}

function context(key: 'pod' | 'target'): string {
  const value: unknown = app.node.tryGetContext(key)
  if (typeof value === 'string') return value
  throw new Error(`cdktf.json has no context ${key}`)
}

async function writeCharts(folder: string): Promise<void> {
  for (const [path, text] of Object.entries(objectsChart())) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}
