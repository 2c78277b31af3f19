import { readFile, writeFile } from 'node:fs/promises'
import { parse, stringify } from 'yaml'
import { type Cluster, connect } from '#kube'

/** The API of the cluster that a kubeconfig names, as the bearer of a token sees it. @param file - a new kubeconfig */
export async function clusterByToken(kubeconfig: string, token: string, file: string): Promise<Cluster> {
  const config = parse(await readFile(kubeconfig, 'utf8'))
  const [{ name }] = config.users
  await writeFile(file, stringify({ ...config, users: [{ name, user: { token } }] }), { mode: 0o600 })
  return connect(file)
}
