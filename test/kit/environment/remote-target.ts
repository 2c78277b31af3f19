import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { PodWorkspace } from '../interrupted/pod-workspace.ts'

/** What a real target says of itself. */
export interface RemoteTarget {
  /** Kubeconfig, relative to nothing: an absolute path. */
  readonly kubeconfig: string
  readonly context?: string
  readonly clusterId?: string
}

/** Gives a pod a target `metal`: a cluster by its kubeconfig, applied by one person alone. */
export async function withMetal(place: PodWorkspace, target: RemoteTarget): Promise<void> {
  await mkdir(join(place.pod, 'targets'), { recursive: true })
  const { kubeconfig, context = 'metal', clusterId } = target
  const lines = ['kind: kubeconfig', `context: ${context}`, `kubeconfig: ${kubeconfig}`, 'state: { shared: false }']
  if (clusterId) lines.push(`clusterId: ${clusterId}`)
  await writeFile(join(place.pod, 'targets', 'metal.yaml'), `${lines.join('\n')}\n`)
}

/** Writes a kubeconfig whose context `metal` leads to a port of this machine. */
export async function kubeconfigTo(place: PodWorkspace, port: number): Promise<string> {
  const file = join(place.root, 'kubeconfig')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'metal',
    clusters: [{ name: 'metal', cluster: { server: `https://127.0.0.1:${port}` } }],
    users: [{ name: 'ada', user: { token: 'secret' } }],
    contexts: [{ name: 'metal', context: { cluster: 'metal', user: 'ada' } }],
  }
  await writeFile(file, JSON.stringify(config))
  return file
}

/** A port of this machine that takes every call and never says a word, for one test. */
export async function silentPort(wanted = 0): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}
