import { join, resolve } from 'node:path'
import { blanklessPath } from './blankless-path.ts'

/** Where everything of one twin lies: nothing of it is anywhere else, but for the socket's folder where paths are long. */
export interface TwinFolder {
  /** The folder itself. */
  readonly real: string
  /** The folder, by a name without blanks: what programs are told. */
  readonly root: string
  /** What we know about the twin; its `complete` says that creation went through. */
  readonly state: string
  /** Beside the folder, so that it outlives the folder. */
  readonly lock: string
  /** KWOK_WORKDIR. */
  readonly kwok: string
  /** kwokctl's folder of the cluster: certificates, data, logs, pids. */
  readonly cluster: string
  readonly pki: { readonly ca: string; readonly caKey: string; readonly cert: string; readonly key: string }
  readonly clusterConfig: string
  readonly egressConfig: string
  readonly authentication: string
  readonly auditPolicy: string
  readonly auditLog: string
  readonly logs: string
  readonly agentReport: string
  /** Folders of the Kueue processes. */
  readonly kueue: string
  readonly members: string
}

/** kwokctl's name of the cluster: every twin has a work folder of its own, so one name does for all. */
export const clusterName = 'twin'

/** The paths of a twin. @param folder - absolute, or relative to the current folder */
export function twinFolder(folder: string): TwinFolder {
  const real = resolve(folder)
  const root = blanklessPath(real)
  const cluster = join(root, 'kwok', 'clusters', clusterName)
  const pki = (name: string) => join(cluster, 'pki', name)
  return {
    real,
    root,
    state: join(root, 'twin.json'),
    lock: `${real}.lock`,
    kwok: join(root, 'kwok'),
    cluster,
    pki: { ca: pki('ca.crt'), caKey: pki('ca.key'), cert: pki('admin.crt'), key: pki('admin.key') },
    clusterConfig: join(root, 'cluster.yaml'),
    egressConfig: join(root, 'egress.json'),
    authentication: join(root, 'authentication.json'),
    auditPolicy: join(root, 'audit-policy.json'),
    auditLog: join(root, 'logs', 'audit.log'),
    logs: join(root, 'logs'),
    agentReport: join(root, 'agent.json'),
    kueue: join(root, 'kueue'),
    members: join(root, 'members'),
  }
}
