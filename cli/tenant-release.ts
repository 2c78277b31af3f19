import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { Pod } from '#config'
import { counted, Fault, type Finding, hasErrors, refusal, wordList } from '#core'
import { modelFindings, podModel, type ReleasablePlace, tenantRelease } from '#model'
import type { Desk, Outcome } from './command.ts'
import { type SoundPod, soundPod } from './described-pod.ts'
import { withPair } from './edited-yaml.ts'
import { writtenFile } from './written-file.ts'

/** What somebody must stand for, by the word of `--confirm`. */
const stoodFor = { 'nvme-wiped': 'all NVMe drives are wiped', 'gpus-reset': 'all GPUs are reset' } as const

/** What a command line says of a release. */
export interface ReleaseWords {
  /** A tenant's name, or places with commas between them. */
  readonly name: string
  readonly pod?: string | undefined
  readonly target?: string | undefined
  /** Words of what is confirmed, with commas between them. */
  readonly confirm?: string | undefined
  readonly by?: string | undefined
}

/**
 * Writes into the file that has the states, the pod's or its target's, who stands for it that nothing of a tenant is left
 * on systems, and the day.
 * @throws Fault 1 where nothing of it is in quarantine, or not all is confirmed; then nothing is written
 */
export async function releasedSystems(words: ReleaseWords, desk: Desk): Promise<Outcome> {
  const sound = await soundPod(words, desk)
  const { places, findings } = tenantRelease(sound.model, words.name)
  const against = [...findings, ...unconfirmed(words)]
  if (hasErrors(against)) throw new Fault(1, against)
  const release = { on: desk.today, by: words.by ?? '', nvmeWiped: true, gpusReset: true }
  const files = await statesFiles(sound, desk)
  const edited = places.reduce((each, place) => withRelease(each, place, release), files)
  const judged = judgedAnew(sound, places, release, desk.today)
  if (hasErrors(judged)) throw new Fault(1, judged)
  const changed = edited.filter(({ text }, index) => text !== files[index]?.text)
  for (const { file, text } of changed) await writtenFile(file, text)
  const systems = places.flatMap((place) => place.systems)
  return {
    data: {
      file: changed[0]?.file,
      files: changed.map(({ file }) => file),
      places: places.map(({ place, of }) => ({ place, of })),
      systems,
      release,
    },
    findings: judged,
    text: (colors) =>
      [
        `${colors.green('✓')} ${changed.map(({ shown }) => shown).join(', ')}: ${counted(systems.length, 'system')} of ${wordList(
          [...new Set(places.map(({ of }) => of))],
          'and',
        )} released (${wordList(
          places.map(({ place }) => place),
          'and',
        )}): ${words.by} stands for it`,
        `  have it reviewed, then ./superpod apply${desk.podWord === undefined ? '' : ` ${desk.podWord}`}: they are the shared pool's then, or whoever's file names them`,
      ].join('\n'),
  }
}

function unconfirmed({ confirm = '', by, name }: ReleaseWords): Finding[] {
  const said = confirm.split(',').map((word) => word.trim())
  const missing = Object.entries(stoodFor).filter(([word]) => !said.includes(word))
  const unknown = said.filter((word) => word !== '' && !(word in stoodFor))
  const remedy = `write --confirm ${Object.keys(stoodFor).join(',')} --by "<who stands for it>" once that is done`
  const fault = (message: string): Finding => ({
    code: 'release/unconfirmed',
    severity: 'error',
    path: name,
    message,
    remedy,
  })
  return [
    ...unknown.map((word) => fault(`--confirm ${word} is none of ${wordList(Object.keys(stoodFor), 'and')}`)),
    ...missing.map(([word, what]) => fault(`nobody confirms that ${what}: --confirm lacks ${word}`)),
    ...(by === undefined ? [fault('nobody stands for it: --by is missing')] : []),
  ]
}

/** A file that may hold states of systems, and where in it. */
interface StatesFile {
  readonly file: string
  /** Its path as a person wrote that of the pod. */
  readonly shown: string
  readonly path: readonly string[]
  readonly text: string
}

/** The pod's file, and its target's: an override may have states of its own. */
async function statesFiles({ loaded, model }: SoundPod, { environment }: Desk): Promise<StatesFile[]> {
  const own = [
    { name: 'superpod.yaml', path: ['systems', 'state'] },
    { name: join('targets', `${model.target.name}.yaml`), path: ['override', 'systems', 'state'] },
  ]
  const found = own.map(({ name, path }) => {
    return { file: resolve(environment.cwd, loaded.dir, name), shown: join(loaded.dir, name), path }
  })
  const there = found.filter(({ file }) => existsSync(file))
  return Promise.all(there.map(async (each) => ({ ...each, text: await readFile(each.file, 'utf8') })))
}

function withRelease(files: readonly StatesFile[], place: ReleasablePlace, release: object): StatesFile[] {
  const flow = (value: object) => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd()
  const { of } = place
  const added = ({ text, path }: StatesFile) =>
    place.isWritten
      ? withPair(text, [...path, place.place], `released: ${flow(release)}`)
      : withPair(text, path, `${place.place}: ${flow({ state: 'quarantine', of, released: release })}`)
  // what the override says of a place stands above what the pod's file says; a new place only that file may have
  const takes = files.map((each) => added(each) !== undefined)
  const index = place.isWritten ? takes.lastIndexOf(true) : takes.indexOf(true)
  const text = files[index] && added(files[index])
  if (text !== undefined) return files.map((each, at) => (at === index ? { ...each, text } : each))
  throw refusal({
    code: 'release/by-hand',
    path: `systems.state.${place.place}`,
    message: `${files.map(({ shown }) => shown).join(' and ')} ${files.length > 1 ? 'do' : 'does'} not have the state of ${place.place} in a form that can be edited without touching the rest`,
    remedy: `write there: released: ${flow(release)}`,
  })
}

/** What the pod would have against it, and did not have before. */
function judgedAnew(
  { model, loaded }: SoundPod,
  places: readonly ReleasablePlace[],
  release: object,
  at: string,
): Finding[] {
  const entries = places.map(({ place, of }) => [place, { state: 'quarantine', of, released: release }] as const)
  const parsed = Pod.shape.systems.shape.state.safeParse(Object.fromEntries(entries))
  if (!parsed.success || !loaded.pod) {
    const issue = parsed.error?.issues[0]
    const path = issue?.path.map(String).join('.') ?? ''
    const message = `systems.state.${path} would be refused, but must be ${issue?.message ?? 'what config takes'}`
    return [{ code: 'release/unconfirmed', severity: 'error', path, message, remedy: 'correct --by' }]
  }
  const { state: before } = loaded.pod.systems
  const released = Object.entries(parsed.data).map(([place, own]) => [
    place,
    { ...own, ...before[place], released: own.released },
  ])
  const state = { ...before, ...Object.fromEntries(released) }
  const pod = { ...loaded.pod, systems: { ...loaded.pod.systems, state } }
  const known = new Set(modelFindings(model, { at }).map(({ code, path }) => `${code} ${path}`))
  const after = podModel({ ...loaded, pod })
  const left = places.flatMap(({ systems }) => systems).filter((name) => isOut(after.systems, name))
  if (left.length > 0) throw new Error(`${left.join(', ')} would still be out of service`)
  return modelFindings(after, { at }).filter(
    ({ code, path, severity }) => severity !== 'info' && !known.has(`${code} ${path}`),
  )
}

function isOut(systems: readonly { readonly name: string; readonly outage?: unknown }[], name: string): boolean {
  return systems.find((system) => system.name === name)?.outage !== undefined
}
