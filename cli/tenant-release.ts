import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parse, stringify } from 'yaml'
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
 * Writes into the pod's file who stands for it that nothing of a tenant is left on systems, and the day.
 * @throws Fault 1 where nothing of it is in quarantine, or not all is confirmed; then nothing is written
 */
export async function releasedSystems(words: ReleaseWords, desk: Desk): Promise<Outcome> {
  const sound = await soundPod(words, desk)
  const { places, findings } = tenantRelease(sound.model, words.name)
  const against = [...findings, ...unconfirmed(words)]
  if (hasErrors(against)) throw new Fault(1, against)
  const file = resolve(desk.environment.cwd, sound.loaded.dir, 'superpod.yaml')
  const shown = join(sound.loaded.dir, 'superpod.yaml')
  const before = await readFile(file, 'utf8')
  const release = { on: desk.today, by: words.by ?? '', nvmeWiped: true, gpusReset: true }
  const text = places.reduce((each, place) => withRelease(each, place, release, shown), before)
  const judged = judgedAnew(text, sound, places, desk.today)
  if (hasErrors(judged)) throw new Fault(1, judged)
  await writtenFile(file, text)
  const systems = places.flatMap((place) => place.systems)
  return {
    data: { file, places: places.map(({ place, of }) => ({ place, of })), systems, release },
    findings: judged,
    text: (colors) =>
      [
        `${colors.green('✓')} ${shown}: ${counted(systems.length, 'system')} of ${wordList(
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

function withRelease(text: string, { place, of, isWritten }: ReleasablePlace, release: object, file: string): string {
  const flow = (value: object) => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd()
  const states = ['systems', 'state']
  const edited = isWritten
    ? withPair(text, [...states, place], `released: ${flow(release)}`)
    : withPair(text, states, `${place}: ${flow({ state: 'quarantine', of, released: release })}`)
  if (edited !== undefined) return edited
  throw refusal({
    code: 'release/by-hand',
    path: `systems.state.${place}`,
    message: `${file} does not have the state of ${place} in a form that can be edited without touching the rest`,
    remedy: `write there, or in the target's override: released: ${flow(release)}`,
  })
}

/** What the pod would have against it, and did not have before. */
function judgedAnew(
  text: string,
  { model, loaded }: SoundPod,
  places: readonly ReleasablePlace[],
  at: string,
): Finding[] {
  const parsed = Pod.safeParse(parse(text))
  if (!parsed.success || !loaded.pod) {
    const issue = parsed.error?.issues[0]
    const path = issue?.path.map(String).join('.') ?? ''
    const message = `${path} would be refused, but must be ${issue?.message ?? 'what config takes'}`
    return [{ code: 'release/unconfirmed', severity: 'error', path, message, remedy: 'correct --by' }]
  }
  const { state } = parsed.data.systems
  const pod = { ...loaded.pod, systems: { ...loaded.pod.systems, state: { ...loaded.pod.systems.state, ...state } } }
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
