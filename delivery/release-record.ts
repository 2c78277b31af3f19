import { gunzipSync } from 'node:zlib'
import type { KubeObject } from '#core'
import type { Cluster } from '#kube'

/** One revision of a Helm release, as Helm keeps it in a Secret. */
export interface ReleaseRecord {
  readonly name: string
  readonly namespace: string
  readonly revision: number
  /** Helm's own word: `deployed`, `failed`, `superseded`, `pending-install`, ... */
  readonly status: string
  readonly secret: KubeObject
}

/** What a revision holds. */
export interface ReleaseContent {
  readonly chart: string
  readonly version: string
  /** Values that were given. */
  readonly values: Readonly<Record<string, unknown>>
  /** Objects that it made, as YAML documents. */
  readonly manifest: string
}

/** Releases of a cluster, the newest revision of each. */
export interface LiveReleases {
  newest(release: ReleaseName): ReleaseRecord | undefined
  /** Every revision, oldest first. */
  revisions(release: ReleaseName): readonly ReleaseRecord[]
}

/** What names a release. */
export interface ReleaseName {
  readonly name: string
  readonly namespace: string
}

/** All releases that Helm keeps on a cluster; none where there is no cluster. */
export async function liveReleases(cluster: Cluster | undefined): Promise<LiveReleases> {
  const secrets = await cluster?.list({
    apiVersion: 'v1',
    kind: 'Secret',
    labels: { owner: 'helm', status: undefined },
  })
  const records = new Map<string, ReleaseRecord[]>()
  for (const record of (secrets ?? []).map(recordOf).sort((a, b) => a.revision - b.revision)) {
    const key = `${record.namespace}/${record.name}`
    records.set(key, [...(records.get(key) ?? []), record])
  }
  const revisions = ({ namespace, name }: ReleaseName) => records.get(`${namespace}/${name}`) ?? []
  return { revisions, newest: (release) => revisions(release).at(-1) }
}

function recordOf(secret: KubeObject): ReleaseRecord {
  const { labels = {}, namespace = '' } = secret.metadata
  const { name = '', status = '', version = '0' } = labels
  return { name, namespace, status, revision: Number(version), secret }
}

/** What a revision holds; undefined where its Secret cannot be read. */
export function releaseContent({ secret }: ReleaseRecord): ReleaseContent | undefined {
  const { data } = secret as { data?: { release?: string } }
  if (!data?.release) return undefined
  try {
    const packed = Buffer.from(Buffer.from(data.release, 'base64').toString(), 'base64')
    const release = JSON.parse(gunzipSync(packed).toString()) as HelmRelease
    const { name = '', version = '' } = release.chart?.metadata ?? {}
    return { chart: name, version, values: release.config ?? {}, manifest: release.manifest ?? '' }
  } catch {
    return undefined
  }
}

interface HelmRelease {
  readonly config?: Record<string, unknown>
  readonly manifest?: string
  readonly chart?: { readonly metadata?: { readonly name?: string; readonly version?: string } }
}

/** Whether a revision was left in the middle: Helm says "another operation is in progress" for ever. */
export function isPending({ status }: ReleaseRecord): boolean {
  return ['pending-install', 'pending-upgrade', 'pending-rollback', 'uninstalling'].includes(status)
}
