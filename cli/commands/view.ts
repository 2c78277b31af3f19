import { stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { counted, wrongUsage } from '#core'
import { stackName } from '#model'
import { drawingFiles, page, pictureOf, tenantPage } from '#view'
import { atArgument, podArgument, targetArgument } from '../arguments.ts'
import { command } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { tenantAskedFor } from '../stack-words.ts'
import { writtenFile } from '../written-file.ts'

/** Draws a pod. */
export const view = command({
  name: 'view',
  summary: 'the machine as one HTML page: racks, fabric, power, tenants; as SVG files too',
  description: [
    'The page needs no network and no file beside it: open it, send it, print it. What is drawn is the config and what',
    'follows from it, never a measurement; the page says which numbers are published, and which layout is ours.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    at: atArgument,
    tenant: {
      type: 'string',
      valueHint: 'name',
      description: 'one tenant alone, as a page for its own people: it names no other',
    },
    out: {
      type: 'string',
      valueHint: 'file|folder',
      description: 'where to write the page (default: cdktf.out/view/<pod>-<target>.html)',
    },
    svg: { type: 'string', valueHint: 'folder', description: 'the drawings as SVG files as well' },
  },
  examples: [
    { line: './superpod view', purpose: 'the default pod' },
    { line: './superpod view gefion --out gefion.html', purpose: 'a page to send' },
    {
      line: './superpod view gefion --tenant genomics --out genomics.html',
      purpose: 'a page to give to the people of one tenant',
    },
    { line: './superpod view gefion --svg drawings', purpose: 'the drawings for a document' },
  ],
  async run(args, desk) {
    const { model, findings, remarks, loaded } = await soundPod(args, desk)
    const { cwd, workspace } = desk.environment
    const tenant = args.tenant === undefined ? undefined : tenantAskedFor(model.tenants, args.tenant)
    if (tenant && args.svg !== undefined) throw drawingsOfAll()
    const name = tenant ? stackName(model, 'tenant', tenant.name) : `${model.name}-${model.target.name}`
    const file = args.out
      ? await wantedFile(resolve(cwd, args.out), args.out, name)
      : join(workspace, 'cdktf.out', 'view', `${name}.html`)
    const picture = pictureOf(model)
    const words = { site: loaded.pod?.site ?? {}, findings: [...findings, ...remarks] }
    const text = tenant ? tenantPage(model, tenant) : page(picture, words)
    const change = await writtenFile(file, text)
    const drawings: string[] = []
    for (const [each, content] of args.svg ? drawingFiles(picture) : []) {
      const drawing = join(resolve(cwd, args.svg ?? ''), each)
      await writtenFile(drawing, content)
      drawings.push(drawing)
    }
    const kilobytes = Math.ceil(Buffer.byteLength(text) / 1000)
    return {
      data: { file, url: pathToFileURL(file).href, kilobytes, change, drawings },
      findings,
      text: (colors) =>
        [
          `${relative(cwd, file)}  ${colors.dim(`${kilobytes} kB, ${change}`)}`,
          ...drawings.map((each) => relative(cwd, each)),
          `${colors.green('✓')} ${pathToFileURL(file).href}${drawings.length > 0 ? `, and ${counted(drawings.length, 'drawing')}` : ''}`,
        ].join('\n'),
    }
  },
})

function drawingsOfAll() {
  return wrongUsage({
    code: 'usage/not-together',
    path: '--svg',
    message: '--svg and --tenant were given together, but drawings show all tenants',
    remedy: 'leave one of the two out',
  })
}

/** A folder gets a file of the pod's name; what ends like a folder is one. */
async function wantedFile(path: string, written: string, name: string): Promise<string> {
  const isFolder = () => stat(path).then((entry) => entry.isDirectory())
  const folder = /[\\/]$/.test(written) || (await isFolder().catch(() => false))
  return folder ? join(path, `${name}.html`) : path
}
