import type { ControlId } from '#catalog'
import { ApiFault, inParallel } from '#kube'
import { type TenantControl, tenantControls } from '#model'
import { accessTrials } from './access-trials.ts'
import { dataTrials } from './data-trials.ts'
import type { Ground } from './ground.ts'
import { looks } from './looks.ts'
import { type Sample, samples } from './sample.ts'
import { shareTrials } from './share-trials.ts'
import type { Trial, Verdict } from './trial.ts'
import { workTrials } from './work-trials.ts'

/** A control of one tenant, after whatever could be tried of it. */
export interface TriedControl extends Omit<TenantControl, 'standing'> {
  /** `tried`: each decision was as it must be. `failed`: something was let through. Else as config has it. */
  readonly standing: TenantControl['standing'] | 'tried' | 'failed'
  /** Questions that were put to the API server. */
  readonly questions: number
  /** How much was tried, where there can be too much of it to try everything. */
  readonly sample?: Sample
  /** What was let through, or stands otherwise than config has it. */
  readonly broken: readonly string[]
}

const trialsOf: Readonly<Partial<Record<ControlId, (ground: Ground) => readonly Trial[]>>> = {
  ...accessTrials,
  ...workTrials,
  ...shareTrials,
  ...dataTrials,
}

/** Whether a live API server can decide anything of a control. */
export function canBeTried(id: ControlId): boolean {
  return id in trialsOf
}

/** Most questions that are under way at once. */
const atOnce = 16

/**
 * Every control of a tenant, tried on a live cluster where that can be. Nothing is kept of any try: objects are made in
 * dry runs only.
 * @param onControl - called with the control that is being tried
 */
export async function triedControls(ground: Ground, onControl: (id: ControlId) => void): Promise<TriedControl[]> {
  const obstacle = await obstacleOf(ground)
  const tried: TriedControl[] = []
  for (const control of tenantControls(ground.model, ground.tenant)) {
    if (control.standing !== 'configured') tried.push(untried(control))
    else if (obstacle !== undefined) tried.push({ ...untried(control), why: obstacle })
    else {
      onControl(control.id)
      tried.push(await triedControl(control, ground))
    }
  }
  return tried
}

/** Controls of a tenant where there is nothing to try them on. */
export function untriedControls({ model, tenant }: Pick<Ground, 'model' | 'tenant'>): TriedControl[] {
  return tenantControls(model, tenant).map(untried)
}

function untried(control: TenantControl): TriedControl {
  return { ...control, questions: 0, broken: [] }
}

async function triedControl(control: TenantControl, ground: Ground): Promise<TriedControl> {
  const trials = trialsOf[control.id]?.(ground) ?? []
  const [verdicts, differing] = await Promise.all([inParallel(trials, atOnce, told), looks[control.id]?.(ground) ?? []])
  const broken = [...verdicts.flatMap((verdict) => ('broken' in verdict ? [verdict.broken] : [])), ...differing]
  const untold = verdicts.flatMap((verdict) => ('untold' in verdict ? [verdict.untold] : []))
  const { standing, why } = judged(verdicts, broken, untold)
  const sample = samples[control.id]?.(ground)
  return {
    ...control,
    standing,
    ...(why === undefined ? {} : { why }),
    questions: trials.length,
    ...(sample === undefined ? {} : { sample }),
    broken,
  }
}

// a question that these credentials may not put tells nothing of the control
async function told(trial: Trial): Promise<Verdict> {
  try {
    return await trial()
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error
    return { untold: messageOf(error) }
  }
}

// one that tells nothing leaves the control untried: the others may have passed for the same unknown reason
function judged(
  verdicts: readonly Verdict[],
  broken: readonly string[],
  untold: readonly string[],
): Pick<TriedControl, 'standing' | 'why'> {
  if (broken.length > 0) return { standing: 'failed' }
  if (untold.length > 0) return { standing: 'configured', why: untold[0] }
  return { standing: verdicts.length > 0 ? 'tried' : 'configured' }
}

/** Why nothing can be tried at all; undefined where it can. */
async function obstacleOf({ cluster, tenant }: Ground): Promise<string | undefined> {
  try {
    const found = await Promise.all(
      tenant.namespaces.map(async ({ name }) => {
        const live = await cluster.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
        return live ? [] : [name]
      }),
    )
    const absent = found.flat()
    return absent.length === 0 ? undefined : `not on this cluster yet: ${absent.join(', ')}`
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error
    return messageOf(error)
  }
}

function messageOf({ findings }: ApiFault): string {
  return findings.map(({ message }) => message).join('; ')
}
