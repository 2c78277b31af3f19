import { readFile } from 'node:fs/promises'
import { writePrivately } from './private-file.ts'
import type { TwinFolder } from './twin-folder.ts'

/** What an API server is told in files of its own form. */
export interface ApiServerConfig {
  /** AuthenticationConfiguration: read again when it changes. */
  readonly authentication: object
  /** Audit policy: read at a start only. */
  readonly auditPolicy: object
}

/** Believes client certificates and service accounts alone, and writes nothing down. */
export const plainApiServer: ApiServerConfig = {
  authentication: { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AuthenticationConfiguration', jwt: [] },
  auditPolicy: { apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules: [{ level: 'None' }] },
}

/** Writes both files, where they differ from what is there. */
export async function writeApiServerFiles(folder: TwinFolder, config: ApiServerConfig): Promise<void> {
  for (const [file, content] of [
    [folder.authentication, config.authentication],
    [folder.auditPolicy, config.auditPolicy],
  ] as const) {
    if (!(await holds(file, content))) await writePrivately(file, printed(content))
  }
}

/** Whether a server that runs must be started again to follow its files. */
export async function needsNewStart(folder: TwinFolder, { auditPolicy }: ApiServerConfig): Promise<boolean> {
  return !(await holds(folder.auditPolicy, auditPolicy))
}

/** Arguments of an API server that reads them. Its audit log turns over at 50 MB, and two old ones are kept. */
export function apiServerFileArgs({ authentication, auditPolicy, auditLog }: TwinFolder): Record<string, string> {
  return {
    'authentication-config': authentication,
    'audit-policy-file': auditPolicy,
    'audit-log-path': auditLog,
    'audit-log-maxsize': '50',
    'audit-log-maxbackup': '2',
  }
}

async function holds(file: string, content: object): Promise<boolean> {
  return (await readFile(file, 'utf8').catch(() => undefined)) === printed(content)
}

function printed(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`
}
