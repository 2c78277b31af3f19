import { type Fault, failure } from '#core'

/** The fault for a server that did not answer, or whose certificate is not to be trusted. */
export function unreachable(server: string, action: string, error: unknown): Fault {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException
  if (untrusted.has(code)) {
    return failure(
      {
        code: 'cluster/untrusted',
        path: server,
        message: `the certificate of ${server} is not to be trusted: ${message}`,
        remedy: 'put the right certificate authority into the kubeconfig of this target',
      },
      error,
    )
  }
  return failure(
    {
      code: 'cluster/unreachable',
      path: server,
      message: `${server} does not answer (${reasons[code] ?? message}), asked to ${action}`,
      remedy: 'start the cluster, or check the server in the kubeconfig of this target, then run the command again',
    },
    error,
  )
}

/** The fault for an answer that no API server gives: a page of a proxy or of a login before it, say. */
export function unintelligible(server: string, action: string, answer: string, error: unknown): Fault {
  return failure(
    {
      code: 'cluster/unintelligible',
      path: server,
      message: `${server} did not answer with JSON, asked to ${action}: ${answer.trim().slice(0, 60) || 'nothing at all'}`,
      remedy: 'see what stands between here and the API server: the server in the kubeconfig must be the API itself',
    },
    error,
  )
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'no name service',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'timed out',
}

const untrusted: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])
