import { oldestVersions } from '#catalog'
import { counted, type Finding, isAtLeast, minorVersion, wordList } from '#core'
import { type PodModel, podVersions, printedPart, versionStanding } from '#model'
import { type Check, judgedCheck, openCheck } from '../check.ts'
import type { Condition } from '../live-machine.ts'
import type { Site } from './site.ts'

/** The API server: its version, whether all of it answers, and what whoever asks may do. */
export function serverChecks(model: PodModel, site: Site): Check[] {
  return [versionCheck(model, site), answersCheck(site), rightsCheck(site)]
}

function versionCheck(model: PodModel, { version }: Site): Check {
  const title = 'Kubernetes is of a version that goes with those of config'
  if (version === undefined) return openCheck('kubernetes', title, 'its version could not be read')
  const minor = /^v?(\d+\.\d+)/.exec(version)?.[1]
  if (minor === undefined) return openCheck('kubernetes', title, `it calls itself ${version || 'nothing'}`)
  return judgedCheck('kubernetes', title, version, versionFindings(model, version, minor))
}

function versionFindings(model: PodModel, version: string, minor: string): Finding[] {
  const path = model.target.name
  const oldest = oldestVersions.kubernetes
  if (oldest && !isAtLeast(version, oldest.version)) {
    return [
      {
        code: 'preflight/kubernetes-too-old',
        severity: 'error',
        path,
        message: `the API server is ${version}, but must be ${oldest.version} or newer: ${oldest.why} (${oldest.source.key}, ${oldest.source.grade})`,
        remedy: `upgrade the cluster to ${model.platform.kubernetes}; ./superpod versions says what goes together`,
      },
    ]
  }
  return [...otherMinor(model, version, minor), ...notPaired(model, version)]
}

function otherMinor({ platform, target }: PodModel, version: string, minor: string): Finding[] {
  if (minorVersion(platform.kubernetes) === minor) return []
  return [
    {
      code: 'preflight/kubernetes-other',
      severity: 'warning',
      path: target.name,
      message: `the API server is ${version}, but config has ${platform.kubernetes}`,
      remedy: `write platform: { kubernetes: "${minor}" }, or bring the cluster to ${platform.kubernetes}`,
    },
  ]
}

function notPaired(model: PodModel, version: string): Finding[] {
  const versions = { ...podVersions(model), kubernetes: version.replace(/^v/, '').replace(/[-+].*$/, '') }
  const { undocumented } = versionStanding(versions, model.target.kind)
  return undocumented
    .filter((pair) => pair.includes('kubernetes'))
    .map((pair) => ({
      code: 'preflight/kubernetes-no-row',
      severity: 'warning',
      path: model.target.name,
      message: `${wordList(
        pair.map((part) => printedPart(part, versions[part])),
        'and',
      )} are here, but no document pairs them`,
      remedy: 'see with ./superpod versions which versions go together, and try it where nobody works',
    }))
}

type ApiService = NonNullable<Site['apiServices']>[number] & {
  readonly spec?: { readonly service?: { readonly namespace: string; readonly name: string } }
  readonly status?: { readonly conditions?: readonly Condition[] }
}

function answersCheck({ apiServices }: Site): Check {
  const title = 'every part of the API answers'
  if (!apiServices) return openCheck('api', title, 'API services could not be read')
  const findings = (apiServices as readonly ApiService[]).flatMap(({ metadata, spec, status }): Finding[] => {
    const available = status?.conditions?.find(({ type }) => type === 'Available')
    if (available?.status !== 'False') return []
    const { namespace, name } = spec?.service ?? { namespace: '', name: 'the API server itself' }
    return [
      {
        code: 'preflight/api-part-away',
        severity: 'warning',
        path: `APIService ${metadata.name}`,
        message: `${namespace ? `${namespace}/` : ''}${name} does not answer for it (${available.message ?? available.reason ?? 'no reason given'}): while it is away, no namespace can be deleted`,
        remedy: 'bring it up, or delete the APIService where nobody needs it',
      },
    ]
  })
  return judgedCheck('api', title, counted(apiServices.length, 'part'), findings)
}

function rightsCheck({ mayAll }: Site): Check {
  const title = 'whoever asks may apply all of it'
  if (mayAll === undefined) return openCheck('rights', title, 'the server did not say')
  if (mayAll) return judgedCheck('rights', title, 'may do everything', [])
  return judgedCheck('rights', title, 'may not do everything', [
    {
      code: 'preflight/rights',
      severity: 'warning',
      path: 'rights',
      message:
        'whoever asks may not do everything, and applying makes roles, kinds, webhooks and policies of the whole cluster',
      remedy: 'apply as somebody who is bound to cluster-admin; nobody may give rights that they do not have',
    },
  ])
}
