import { rm } from 'node:fs/promises'
import type { Workplace } from './workplace.ts'
import { textOf, writtenFile } from './written-file.ts'

const placeholder = `# no cluster yet: the real one takes this file's place
apiVersion: v1
kind: Config
clusters: [{ name: none, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: none, user: {} }]
contexts: [{ name: none, context: { cluster: none, user: none } }]
current-context: none
`

/** Puts a kubeconfig with an unreachable server where there is none: Terraform's providers fail on a missing file. */
export async function placeKubeconfig({ kubeconfig }: Workplace): Promise<void> {
  if ((await textOf(kubeconfig)) === undefined) await writtenFile(kubeconfig, placeholder)
}

/** Whether the kubeconfig that a target's stacks read is that of a cluster, and no placeholder. */
export async function hasKubeconfig({ kubeconfig }: Workplace): Promise<boolean> {
  const text = await textOf(kubeconfig)
  return text !== undefined && text !== placeholder
}

/** Puts a cluster's own kubeconfig in the place of whatever was there. */
export async function writeKubeconfig({ kubeconfig }: Workplace, text: string): Promise<void> {
  await writtenFile(kubeconfig, text)
}

/** Forgets a cluster that is gone: its kubeconfig, and its id. */
export async function forgetCluster({ kubeconfig, clusterFile }: Workplace): Promise<void> {
  for (const file of [kubeconfig, clusterFile]) await rm(file, { force: true })
}
