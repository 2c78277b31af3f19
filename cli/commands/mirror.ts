import { relative, resolve } from 'node:path'
import { counted, type Finding, silent, wrongUsage } from '#core'
import { filledMirror, mirrorFindings, missingParts, thisPlatform, type WantedMirror, wantedMirror } from '#delivery'
import type { PodModel } from '#model'
import { toolOnPath, twinTools } from '#tools'
import { podArgument, targetArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { allStacks } from '../made-stacks.ts'

/** Fills a mirror, or says what it lacks. */
export const mirror = command({
  name: 'mirror',
  summary: 'a folder with providers, charts and the list of images, for a site without Internet',
  description: [
    'Providers of both engines, charts, images.txt with every image that is known to be drawn, and a script that copies them',
    'by skopeo or crane. What the mirror of this machine has is copied, the rest downloaded. docs/mirror.md shows the way.',
  ].join('\n'),
  args: {
    folder: { type: 'positional', required: false, description: 'the mirror: made where there is none' },
    pod: podArgument,
    target: targetArgument,
    check: { type: 'boolean', description: 'only say what the mirror lacks; needs no network' },
    platform: { type: 'string', valueHint: 'name', description: 'of the machine that applies (default: this one)' },
  },
  examples: [
    { line: './superpod mirror ~/mirror gefion --target metal', purpose: 'fill it, where registries can be reached' },
    { line: './superpod mirror ~/mirror gefion --target metal --check', purpose: 'what it lacks' },
  ],
  async run(args, desk) {
    if (args.folder === undefined) throw noFolder()
    const folder = resolve(desk.environment.cwd, args.folder)
    const platform = platformOf(args.platform)
    const { model, findings } = await soundPod(args, desk)
    const wanted = wantedMirror(await allStacks(atHome(model), {}, desk))
    const { missing, said } = args.check
      ? { missing: await missingParts(folder, wanted, platform), said: [] }
      : await filledMirror(folder, wanted, { ...(await sources(desk)), platform })
    const all = [...findings, ...said.map(untold), ...mirrorFindings(folder, missing, wanted, platform)]
    return {
      data: { folder, platform, wanted, missing },
      findings: all.filter(({ severity }) => severity !== 'info'),
      findingsAreResult: args.check === true,
      text: (colors) => {
        const lacks = missing.providers.length + missing.charts.length + missing.images.length
        const where = relative(desk.environment.cwd, folder) || '.'
        const mark =
          lacks === 0
            ? `${colors.green('✓')} ${where} has all of it`
            : `${colors.red('✗')} ${where} lacks ${counted(lacks, 'thing')}`
        return [contents(wanted), ...wanted.unknown.map((each) => colors.dim(`not known: ${each}`)), mark].join('\n')
      },
    }
  },
})

function contents({ providers, charts, images }: WantedMirror): string {
  return [
    counted(providers.length, 'provider'),
    counted(charts.length, 'chart'),
    `${counted(Object.keys(images).length, 'image')} listed`,
  ].join(', ')
}

/** The pod as it would be without a registry of its own: where things are at home. */
function atHome({ target: { artifacts: _, ...target }, ...model }: PodModel): PodModel {
  return { ...model, target }
}

async function sources({ environment, progress, signal }: Desk) {
  const { cache, mirror: own, variables: env } = environment
  const compiled = await twinTools({ cache, progress: silent, env: { ...env, PATH: '/nowhere' } }).catch(
    () => undefined,
  )
  const engine = (await toolOnPath('terraform', env)) ?? (await toolOnPath('tofu', env))
  const helm = (await toolOnPath('helm', env)) ?? compiled?.helm
  return { own, engine, helm, env, progress, signal }
}

/** What a program said when it could not fetch something: what is missing is an error of its own. */
function untold(said: string): Finding {
  return {
    code: 'mirror/not-fetched',
    severity: 'warning',
    path: 'mirror',
    message: `something could not be fetched, but the rest was: ${said}`,
    remedy: 'let this machine reach it, by HTTPS_PROXY perhaps, and run the command again: it goes on where it was',
  }
}

function platformOf(words: string | undefined): string {
  if (words === undefined || /^[a-z0-9]+_[a-z0-9]+$/.test(words)) return words ?? thisPlatform
  throw wrongUsage({
    code: 'usage/value-unknown',
    path: '--platform',
    message: `--platform is ${words}, but must be such as linux_amd64`,
    remedy: 'write system and processor as Terraform names them',
  })
}

function noFolder() {
  return wrongUsage({
    code: 'usage/value-missing',
    path: 'folder',
    message: 'mirror was given no folder, but must be told which one to fill',
    remedy: 'write ./superpod mirror ~/mirror',
  })
}
