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
