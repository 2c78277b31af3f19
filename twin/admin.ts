import { readFile } from 'node:fs/promises'
import type { KubeconfigUser } from './kubeconfig-file.ts'
import type { TwinFolder } from './twin-folder.ts'

/** Whoever may do everything on a twin: the certificate that kwokctl makes. */
export async function adminUser({ pki }: TwinFolder): Promise<KubeconfigUser> {
  const [certificate, key] = await Promise.all([readFile(pki.cert, 'utf8'), readFile(pki.key, 'utf8')])
  return { name: 'kwok-admin', certificate, key }
}
