import { oldestVersions } from '#catalog'
import { type Finding, wordList } from '#core'
import { isOlder, isReal, type PodModel } from '#model'
import { type Check, judgedCheck, openCheck } from '../check.ts'
import { type Component, components } from './component.ts'
import { type Home, makerOf } from './home.ts'
import type { Installation } from './installation.ts'
import type { Site } from './site.ts'

/** A component that somebody else installed, and the lines of config that say so. */
export interface Proposal {
  readonly component: string
  readonly found: string
  /** Lines for `superpod.yaml`, or for `override` of the target. */
  readonly config: Readonly<Record<string, unknown>>
}

/**
 * Each component: who installs it by config, and who did.
 * @param all - what runs there; undefined where workloads could not be read
 */
export function componentChecks(
  model: PodModel,
  site: Site,
  home: Home,
  all: readonly Installation[] | undefined,
): Check[] {
  return installed(model).map((component) => {
    const { owner } = model.platform[component.key]
    const id = `component-${component.chart}`
    const title = `${component.title} has one owner: ${owner === 'superpod' ? 'superpod' : 'somebody else'}`
    if (!all) return openCheck(id, title, 'workloads could not be read')
    const here = all.filter((each) => each.component === component.key)
    const judged = owner === 'superpod' ? ownFindings : externalFindings
    return judgedCheck(id, title, noteOf(here), [
      ...judged(component, here, { model, site, home }),
      ...(component.key === 'nodeFeatureDiscovery' ? twice(here) : []),
    ])
  })
}

/** Components of a pod's target: where the cluster is only played, there is Kueue alone. */
function installed({ target }: PodModel): readonly Component[] {
  return isReal(target) ? components : components.filter(({ key }) => key === 'kueue')
}

/** What somebody else installed although config says superpod: with the lines that hand it over. */
export function proposals(model: PodModel, all: readonly Installation[] = []): Proposal[] {
  const foreign = installed(model).flatMap((component) => {
    if (model.platform[component.key].owner !== 'superpod') return []
    const there = all.find((each) => each.component === component.key && !each.isOurs)
    return there ? [{ component, there }] : []
  })
  const handsOver = foreign.some(({ component }) => component.key === 'gpuOperator')
  return foreign
    .filter(({ component }) => component.key !== 'nodeFeatureDiscovery' || !handsOver)
    .map(({ component, there }) => ({
      component: component.key,
      found: there.evidence,
      config: { platform: { [component.key]: handedOver(component, there, model) } },
    }))
}

function handedOver({ key }: Component, { version, namespace }: Installation, { platform }: PodModel) {
  const isVersioned = version !== undefined && key !== 'nodeFeatureDiscovery'
  const isElsewhere = key === 'networkOperator' && namespace !== platform.networkOperator.namespace
  return {
    owner: 'external',
    ...(isVersioned ? { version: key === 'gpuOperator' ? `v${version}` : version } : {}),
    ...(isElsewhere && namespace === 'network-operator' ? { namespace } : {}),
  }
}

interface Ground {
  readonly model: PodModel
  readonly site: Site
  readonly home: Home
}

function noteOf(here: readonly Installation[]): string {
  if (here.length === 0) return 'none here'
  return here.map(({ evidence, version }) => `${evidence}${version === undefined ? '' : `, ${version}`}`).join('; ')
}

function ownFindings(component: Component, here: readonly Installation[], { model, site, home }: Ground): Finding[] {
  const { key, title } = component
  const path = `platform.${key}.owner`
  const foreign = here.filter(({ isOurs }) => !isOurs)
  if (foreign.length > 0) {
    return foreign.map((each) => ({
      code: 'preflight/foreign',
      severity: 'error',
      path,
      message: `superpod is to install ${title}, but ${each.evidence} runs one${each.version === undefined ? '' : ` of version ${each.version}`} already`,
      remedy: `write ${inline(key, handedOver(component, each, model))} under platform, or remove the other one first`,
    }))
  }
  return here.length > 0 ? [] : leftKinds(component, site, home)
}

function inline(key: string, fields: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(fields).map(([name, value]) => `${name}: ${name === 'version' ? `"${value}"` : value}`)
  return `${key}: { ${pairs.join(', ')} }`
}

/** Kinds without anybody who serves them: what an earlier installation left behind. */
function leftKinds({ key, title, crd, leavesKinds }: Component, { kinds = [] }: Site, home: Home): Finding[] {
  const definition = kinds.find(({ metadata }) => metadata.name === crd)
  if (!definition || home.isReleased(definition)) return []
  const facts = { path: `CustomResourceDefinition ${crd}` }
  if (leavesKinds) {
    return [
      {
        ...facts,
        code: 'preflight/kinds-left',
        severity: 'info',
        message: `kinds of ${title} are there, but nobody serves them: Helm leaves them as they are, and installs beside them`,
        remedy: 'see that they are those of the version that config has, or delete them where nothing uses them',
      },
    ]
  }
  return [
    {
      ...facts,
      code: 'preflight/kinds-foreign',
      severity: 'error',
      message: `kinds of ${title} are there, of ${makerOf(definition)}: its chart brings them too, and Helm refuses what is not its own`,
      remedy: `write ${key}: { owner: external } under platform where somebody runs it, else delete the kinds with all that is of them`,
    },
  ]
}

function externalFindings(
  component: Component,
  here: readonly Installation[],
  { model, site, home }: Ground,
): Finding[] {
  const { key, title, crd } = component
  const path = `platform.${key}.owner`
  const ours = here.filter(({ isOurs }) => isOurs)
  if (ours.length > 0 && home.isThere && here.length === ours.length) return []
  const there = here.find(({ isOurs }) => !isOurs)
  if (there) return versionFindings(component, there, model)
  const needed = component.needed?.(model)
  const kinds = site.kinds?.some(({ metadata }) => metadata.name === crd)
  if (kinds === undefined || kinds) return []
  const message = `config says that somebody else installs ${title}, but it is not here`
  const remedy = `have its owner install it first, or write ${key}: { owner: superpod } under platform`
  if (needed === undefined) return [{ code: 'preflight/external-missing', severity: 'warning', path, message, remedy }]
  const whole = `${message}: without its kinds ${needed} cannot be applied`
  return [{ code: 'preflight/external-missing', severity: 'error', path, message: whole, remedy }]
}

function versionFindings(
  { key, title }: Component,
  { version, evidence }: Installation,
  { platform }: PodModel,
): Finding[] {
  const oldest = oldestVersions[key as keyof typeof oldestVersions]
  if (version === undefined) return []
  const path = `platform.${key}.version`
  if (oldest && isOlder(version, oldest.version)) {
    return [
      {
        code: 'preflight/external-too-old',
        severity: 'error',
        path,
        message: `${evidence} is of version ${version}, but must be ${oldest.version} or newer: ${oldest.why}`,
        remedy: `have whoever owns ${title} upgrade it`,
      },
    ]
  }
  const component = platform[key]
  const written = 'version' in component ? component.version.replace(/^v/, '') : version
  if (written === version) return []
  return [
    {
      code: 'preflight/external-version',
      severity: 'warning',
      path,
      message: `${evidence} is of version ${version}, but config says ${written}`,
      remedy: `write version: "${version}", so that what is judged is what runs`,
    },
  ]
}

/** Exactly one, whoever owns it: two of them take each other's labels away. */
function twice(here: readonly Installation[]): Finding[] {
  if (here.length < 2) return []
  return [
    {
      code: 'preflight/discovery-twice',
      severity: 'error',
      path: 'platform.nodeFeatureDiscovery',
      message: `Node Feature Discovery runs in ${wordList(
        here.map(({ namespace }) => namespace),
        'and',
      )}, but must run once: two take each other's labels away`,
      remedy:
        'remove all but one: the GPU operator and the network operator each bring one unless nfd.enabled is false',
    },
  ]
}
