import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Cluster, connect, type LiveObject } from '#kube'
import { certificateRequest } from './certificate-request.ts'
import { writeKubeconfig } from './kubeconfig-file.ts'
import { runningState } from './running-state.ts'
import { twinFolder } from './twin-folder.ts'

/** Who is to get credentials for a twin. */
export interface Member {
  readonly folder: string
  readonly user: string
  readonly groups: readonly string[]
  /** Namespace that kubectl takes where it is told none. @default 'default' */
  readonly namespace?: string
  /** @default 30 */
  readonly days?: number
}

/**
 * A kubeconfig with a client certificate for a member, signed by the twin's own authority through its API.
 * @returns the file, which only its owner may read
 */
export async function memberKubeconfig({ folder, user, groups, namespace, days = 30 }: Member): Promise<string> {
  const paths = twinFolder(folder)
  const { name, ports, kubeconfig } = await runningState(paths)
  const { request, key } = certificateRequest(user, groups)
  const certificate = await signed(connect(kubeconfig), request, days)
  const file = join(paths.members, `${user.replace(/[^\w.@-]/g, '_')}.kubeconfig`)
  await writeKubeconfig(file, paths, {
    context: name,
    port: ports.kubeApiserver,
    user: { name: user, certificate, key },
    ...(namespace && { namespace }),
  })
  return file
}

async function signed(cluster: Cluster, request: string, days: number): Promise<string> {
  const name = `superpod-member-${createHash('sha256').update(request).digest('hex').slice(0, 12)}`
  const object = await cluster.create({
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name },
    spec: {
      request: Buffer.from(request).toString('base64'),
      signerName: 'kubernetes.io/kube-apiserver-client',
      expirationSeconds: days * 86_400,
      usages: ['client auth'],
    },
  })
  try {
    await approve(cluster, object)
    const done = await cluster.waitFor(object, 'signed', (live) => certificateOf(live) !== undefined, {
      timeoutSeconds: 30,
    })
    return Buffer.from(certificateOf(done) ?? '', 'base64').toString('utf8')
  } finally {
    await cluster.delete(object)
  }
}

async function approve(cluster: Cluster, object: LiveObject): Promise<void> {
  const condition = {
    type: 'Approved',
    status: 'True',
    reason: 'TwinMember',
    message: 'asked for by the owner of the twin',
  }
  await cluster.patch(object, { status: { conditions: [condition] } }, 'approval')
}

function certificateOf(object: LiveObject | undefined): string | undefined {
  return (object?.['status'] as { certificate?: string } | undefined)?.certificate
}
