import { readFile } from 'node:fs/promises'
import { writePrivately } from './private-file.ts'
import type { TwinFolder } from './twin-folder.ts'

/** Who a kubeconfig is for: a client certificate, or a token in a file that is read anew from time to time. */
export type KubeconfigUser =
  | { readonly name: string; readonly certificate: string; readonly key: string }
  | { readonly name: string; readonly tokenFile: string }

/** Writes a kubeconfig for a twin, with everything inside it, so that it may be copied. Readable by its owner only. */
export async function writeKubeconfig(
  file: string,
  folder: TwinFolder,
  { context, port, user, namespace }: { context: string; port: number; user: KubeconfigUser; namespace?: string },
): Promise<void> {
  const credentials =
    'tokenFile' in user
      ? { tokenFile: user.tokenFile }
      : { 'client-certificate-data': base64(user.certificate), 'client-key-data': base64(user.key) }
  const cluster = {
    server: `https://127.0.0.1:${port}`,
    'certificate-authority-data': base64(await readFile(folder.pki.ca, 'utf8')),
  }
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    clusters: [{ name: context, cluster }],
    users: [{ name: user.name, user: credentials }],
    contexts: [{ name: context, context: { cluster: context, user: user.name, ...(namespace && { namespace }) } }],
  }
  await writePrivately(file, `${JSON.stringify(kubeconfig, null, 2)}\n`)
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
