import { counted, type Finding, objectKey } from '#core'
import type { PodModel } from '#model'
import { type Check, difference, judgedCheck, openCheck } from './check.ts'
import type { Drift, DriftReport } from './drift.ts'
import type { LiveMachine } from './live-machine.ts'

/** A release that is not as config has it, in words. */
export interface ReleaseNote {
  readonly namespace: string
  readonly name: string
  /** What is wrong: `chart kueue is 0.19.1, but must be 0.19.2`. */
  readonly message: string
}

const policyKinds = ['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding']

/** What the platform is made of: its version, objects, policies and charts, and the classes that claims name. */
export function platformChecks(
  model: PodModel,
  machine: LiveMachine,
  { drifts, compared, findings }: DriftReport,
  releases: readonly ReleaseNote[],
): Check[] {
  const policies = drifts.filter((drift) => policyKinds.includes(kindOf(drift)))
  const others = drifts.filter((drift) => !policies.includes(drift))
  const all = counted(compared, 'object')
  return [
    kubernetesCheck(model, machine),
    policyCheck(policies, findings, all),
    judgedCheck('objects', 'every object that could be read is as config has it', all, others.map(drifted)),
    judgedCheck(
      'charts',
      'every chart is at its version, with its values',
      all,
      releases.map(({ namespace, name, message }) =>
        difference({
          code: 'verify/chart',
          path: `HelmRelease ${namespace}/${name}`,
          message,
          remedy: 'apply the platform',
        }),
      ),
    ),
    classCheck(model, machine),
  ]
}

function policyCheck(policies: readonly Drift[], unread: readonly Finding[], note: string): Check {
  const title = 'our admission policies are there, bound, and as config has them'
  const isPolicy = ({ path }: Finding) => policyKinds.some((kind) => path.startsWith(`${kind}/`))
  if (unread.some(isPolicy)) return openCheck('policies', title, 'policies could not be read')
  return judgedCheck('policies', title, note, policies.map(drifted))
}

function kindOf({ wanted, live }: Drift): string {
  return (wanted ?? live)?.kind ?? ''
}

function drifted(drift: Drift): Finding {
  const { difference: how, wanted, live, fields, by } = drift
  const object = wanted ?? live
  const path = object ? objectKey(object) : ''
  const hand = by.length > 0 ? ` by ${by.join(', ')}` : ''
  const what = {
    missing: 'config has it, but it is not there',
    extra: `it is there with our label${hand}, but config does not have it`,
    changed: `it was changed${hand}: ${fields.map(({ path: at }) => at.join('.').replaceAll('.[', '[')).join(', ')}`,
  }[how]
  const facts = policyKinds.includes(kindOf(drift)) ? { code: 'verify/policy' } : { code: 'verify/object' }
  return difference({ ...facts, path, message: what, remedy: 'see ./superpod drift, and put it right with --repair' })
}

function kubernetesCheck({ platform, target }: PodModel, { version }: LiveMachine): Check {
  const title = `Kubernetes is ${platform.kubernetes}`
  if (target.kind === 'twin') return openCheck('kubernetes', title, `the twin brings its own: ${version ?? 'not told'}`)
  if (version === undefined) return openCheck('kubernetes', title, 'its version could not be read')
  const [live, wanted] = [minor(version), minor(platform.kubernetes)]
  const message = `the API server is ${version}, but config has ${platform.kubernetes}`
  const remedy = 'upgrade the cluster, or write platform.kubernetes; ./superpod versions says what goes together'
  return judgedCheck(
    'kubernetes',
    title,
    version,
    live === wanted ? [] : [difference({ code: 'verify/kubernetes', path: target.name, message, remedy })],
  )
}

function minor(version: string): string {
  return version.replace(/^v/, '').split('.').slice(0, 2).join('.')
}

function classCheck({ storage }: PodModel, { storageClasses }: LiveMachine): Check {
  const title = 'every storage class is there'
  if (!storageClasses) return openCheck('storage', title, 'storage classes could not be read')
  const live = new Set(storageClasses.map(({ metadata }) => metadata.name))
  const findings = storage.classes
    .filter(({ className }) => !live.has(className))
    .map(({ className, purpose }) =>
      difference({
        code: 'verify/storage-class',
        path: `StorageClass ${className}`,
        message: `purpose ${purpose} needs it, but it is not there`,
        remedy: 'apply the platform, or make the class that config names as existing',
      }),
    )
  return judgedCheck('storage', title, counted(storage.classes.length, 'class', 'classes'), findings)
}
