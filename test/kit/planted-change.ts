import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse, parseDocument } from 'yaml'
import { z } from 'zod'

const Sentence = z.string().regex(/^[^\n]{10,}$/, 'one line of at least ten characters')
const FilePath = z.string().regex(/^[\w.-]+(\/[\w.-]+)*$/, "a path inside of the pod's folder")

/** One piece of text in one file that becomes another: `from` stands in the file exactly once. */
const Edit = z.strictObject({ file: FilePath, from: z.string().min(1), to: z.string() })

/** A value of a YAML file, by its dotted path. */
const Value = z.strictObject({ file: FilePath, at: z.string().min(1), to: z.unknown() })

/** What becomes of a pod's files, in this order: renamed, removed, added, edited, values taken out, values written. */
const Patch = z.strictObject({
  rename: z.record(FilePath, FilePath).default({}),
  remove: z.array(FilePath).default([]),
  add: z.record(FilePath, z.string()).default({}),
  edits: z.array(Edit).default([]),
  values: z.array(Value).default([]),
  gone: z.array(Value.omit({ to: true })).default([]),
})
type Patch = z.output<typeof Patch>

/** Verdicts, from the mildest to the gravest. */
const verdicts = ['safe', 'disruptive', 'decision', 'destroys'] as const

/** Classes of consequence, from the mildest to the gravest, each with the verdict that it brings. */
const verdictOf = {
  nothing: 'safe',
  'in place': 'safe',
  rolling: 'safe',
  'drains nodes': 'disruptive',
  'restarts jobs': 'disruptive',
  'secret or identity': 'decision',
  'access widened': 'decision',
  'removes a shared object': 'destroys',
  'replaces a namespace': 'destroys',
  'replaces a node pool': 'destroys',
  'replaces the cluster': 'destroys',
} as const satisfies Record<string, (typeof verdicts)[number]>

type ConsequenceClass = keyof typeof verdictOf
const ConsequenceClass = z.enum(Object.keys(verdictOf) as [ConsequenceClass, ...ConsequenceClass[]])

/** Classes of consequence, from the mildest to the gravest. */
export const consequenceClasses: readonly ConsequenceClass[] = ConsequenceClass.options

/** What a review must say of a change. */
const Says = z
  .strictObject({
    verdict: z.enum(verdicts),
    class: ConsequenceClass,
    also: z.array(ConsequenceClass).default([]),
    tenants: z.union([z.literal('all'), z.array(z.string())]).optional(),
    phrases: z.array(z.string().min(1)).default([]),
    never: z.array(z.string().min(1)).default([]),
  })
  .refine((says) => verdictOf[says.class] === says.verdict, 'the verdict is that of the gravest class')
  .refine(
    (says) => says.also.every((each) => rank(each) < rank(says.class)),
    'class is the gravest, also holds the others',
  )

/** A change of config, and what must be said of it: the form is in `test/fixtures/changes/README.md`. */
const PlantedChange = z
  .strictObject({
    change: Sentence,
    looks: z.enum(['innocent', 'frightening', 'plain']),
    pod: z.enum(['gefion', 'small', 'whole']).default('gefion'),
    target: z.string().default('metal'),
    before: Patch.prefault({}),
    after: Patch,
    says: Says.optional(),
    refused: z
      .array(z.string().regex(/^[a-z-]+\/[a-z0-9-]+$/))
      .min(1)
      .optional(),
    why: z.string().min(40),
    source: Sentence,
    incident: z.strictObject({ what: Sentence, url: z.url() }).optional(),
  })
  .refine(({ says, refused }) => (says === undefined) !== (refused === undefined), 'either says or refused')
  .refine(({ after }) => touched(after).length > 0, 'after changes something')

/** A change of config, and what must be said of it. */
export type PlantedChange = z.output<typeof PlantedChange> & { readonly name: string }

/** Files of a pod, by path inside of its folder. */
export type PodFiles = ReadonlyMap<string, string>

const folder = 'test/fixtures/changes'
const podFolders = { gefion: 'config/gefion', small: 'test/fixtures/pods/small', whole: 'test/fixtures/pods/whole' }

/** All planted changes, by name. @throws where one has not the form that it must have */
export function plantedChanges(): PlantedChange[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const read = PlantedChange.safeParse(parse(readFileSync(join(folder, file), 'utf8')))
      if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`)
      return { ...read.data, name: basename(file, '.yaml') }
    })
}

/**
 * The files of a planted change's pod on both sides.
 * @throws where an edit's text is not in its file exactly once, or a file is not there
 */
export function bothSides({ pod, before, after }: Pick<PlantedChange, 'pod' | 'before' | 'after'>): {
  readonly base: PodFiles
  readonly head: PodFiles
} {
  const base = patched(filesOf(podFolders[pod]), before)
  return { base, head: patched(base, after) }
}

function filesOf(dir: string): PodFiles {
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(dir, path), 'utf8')]))
}

function patched(files: PodFiles, { rename, remove, add, edits, values, gone }: Patch): PodFiles {
  const result = new Map(files)
  for (const [from, to] of Object.entries(rename)) {
    result.set(to, textOf(result, from))
    result.delete(from)
  }
  for (const path of remove) {
    textOf(result, path)
    result.delete(path)
  }
  for (const [path, text] of Object.entries(add)) {
    if (result.has(path)) throw new Error(`${path} is there already`)
    result.set(path, text)
  }
  for (const edit of edits) result.set(edit.file, edited(textOf(result, edit.file), edit))
  for (const value of gone) result.set(value.file, without(textOf(result, value.file), value))
  for (const value of values) result.set(value.file, written(textOf(result, value.file), value))
  return result
}

function written(text: string, { at, to }: z.output<typeof Value>): string {
  const document = parseDocument(text)
  document.setIn(at.split('.'), to)
  return document.toString({ lineWidth: 0 })
}

function without(text: string, { file, at }: Omit<z.output<typeof Value>, 'to'>): string {
  const document = parseDocument(text)
  if (!document.deleteIn(at.split('.'))) throw new Error(`${file} has no ${at}`)
  return document.toString({ lineWidth: 0 })
}

function edited(text: string, { file, from, to }: z.output<typeof Edit>): string {
  const found = text.split(from).length - 1
  if (found !== 1) throw new Error(`${file} has ${JSON.stringify(from)} ${found} times, but must have it once`)
  return text.replace(from, () => to)
}

function textOf(files: PodFiles, path: string): string {
  const text = files.get(path)
  if (text === undefined) throw new Error(`there is no ${path}`)
  return text
}

function touched({ rename, remove, add, edits, values, gone }: Patch): string[] {
  return [
    ...Object.keys(rename),
    ...remove,
    ...Object.keys(add),
    ...[...edits, ...values, ...gone].map(({ file }) => file),
  ]
}

function rank(name: ConsequenceClass): number {
  return ConsequenceClass.options.indexOf(name)
}
