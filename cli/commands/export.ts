import { join, relative, resolve } from 'node:path'
import { counted, didYouMean, wordList, wrongUsage } from '#core'
import { exports, physicalPlan } from '#view'
import { podArgument, targetArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { type FileChange, writtenFile } from '../written-file.ts'

/** One file that was asked for, and what became of it. */
interface ExportedFile {
  readonly name: string
  readonly size: string
  readonly file: string
  readonly change: FileChange
  readonly rows: number
}

const names = Object.keys(exports)

/** Writes plans as files. */
export const exportFiles = command({
  name: 'export',
  summary: 'cabling, racks, addresses, bill of materials as CSV; a topograph model as YAML',
  description: [
    'For whoever orders, racks, cables and numbers the machine. Files have one name for ever, and are written only where',
    'their content differs. What no source publishes is "not published", never 0; docs/export.md says what each column is.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    out: {
      type: 'string',
      valueHint: 'folder',
      description: 'where to write (default: cdktf.out/export/<pod>-<target>)',
    },
    only: { type: 'string', valueHint: 'names', description: `some of them: ${names.join(', ')}` },
  },
  examples: [
    { line: './superpod export', purpose: 'every file of the default pod' },
    { line: './superpod export gefion --only cabling,racks --out /tmp/gefion', purpose: 'two of them, elsewhere' },
  ],
  async run(args, desk) {
    const wanted = wantedNames(args.only)
    const { model, findings } = await soundPod(args, desk)
    const { cwd, workspace } = desk.environment
    const home = args.out
      ? resolve(cwd, args.out)
      : join(workspace, 'cdktf.out', 'export', `${model.name}-${model.target.name}`)
    const files = await exported(physicalPlan(model), wanted, home, desk)
    return {
      data: { folder: home, files },
      findings,
      text: (colors) => {
        const lines = files.map(({ file, change, size }) => {
          const words = `${size}, ${change}`
          return `${relative(cwd, file)}  ${change === 'unchanged' ? colors.dim(words) : words}`
        })
        return [...lines, `${colors.green('✓')} ${summed(files)}`].join('\n')
      },
    }
  },
})

async function exported(
  plan: ReturnType<typeof physicalPlan>,
  wanted: readonly string[],
  home: string,
  { progress, signal }: Desk,
): Promise<ExportedFile[]> {
  const files: ExportedFile[] = []
  for (const name of wanted) {
    signal.throwIfAborted()
    progress.step(name)
    const made = exports[name]?.(plan)
    if (!made) continue
    const file = join(home, made.name)
    const change = await writtenFile(file, made.content)
    progress.done(name, made.size)
    files.push({ name, file, change, rows: made.rows, size: made.size })
  }
  return files
}

function summed(files: readonly ExportedFile[]): string {
  const written = files.filter(({ change }) => change !== 'unchanged').length
  const same = files.length - written
  if (same === 0) return `${counted(written, 'file')} written`
  return `${counted(written, 'file')} written, ${same} unchanged`
}

function wantedNames(only: string | undefined): readonly string[] {
  if (only === undefined) return names
  const asked = only.split(',').map((name) => name.trim())
  for (const name of asked) if (!names.includes(name)) throw noSuchFile(name)
  return names.filter((name) => asked.includes(name))
}

function noSuchFile(name: string) {
  const meant = didYouMean(name, names)
  return wrongUsage({
    code: 'usage/value-unknown',
    path: '--only',
    message: `--only is ${name || 'empty'}, but must be some of ${wordList(names)}${meant ? `: did you mean ${meant}?` : ''}`,
    remedy: 'write --only <name>,<name>, or leave it out for all',
  })
}
