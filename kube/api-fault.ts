import { Fault } from '#core'
import { type ObjectRef, printedRef } from './object-ref.ts'

/** The API server answered, and refused: with the HTTP status and the reason that it gave. */
export class ApiFault extends Fault {
  readonly status: number
  /** The API's own word: `AlreadyExists`, `Conflict`, `Forbidden`, `Invalid`, ...; empty where it gave none. */
  readonly reason: string

  constructor(status: number, reason: string, facts: { code: string; path: string; message: string; remedy?: string }) {
    super(3, [{ severity: 'error', ...facts }])
    this.name = 'ApiFault'
    this.status = status
    this.reason = reason
  }
}

/** What the API says about a failed request (a Kubernetes Status object), as far as it was sent. */
interface StatusBody {
  readonly reason?: string
  readonly message?: string
}

/**
 * The fault for an answer that is no success.
 * @param action - what was tried, as a sentence has it: `apply Job genomics-train/gang`
 */
export function apiFault(server: string, action: string, status: number, body: string): ApiFault {
  const { reason = '', message = body.slice(0, 500) || `HTTP ${status}` } = statusBody(body)
  return new ApiFault(status, reason, { path: action, ...factsOf(server, action, status, message.trim()) })
}

/** The fault for a kind that the server does not serve. */
export function kindUnknown(server: string, { apiVersion, kind }: Pick<ObjectRef, 'apiVersion' | 'kind'>): ApiFault {
  return new ApiFault(404, 'KindUnknown', {
    code: 'cluster/kind-unknown',
    path: `${apiVersion} ${kind}`,
    message: `${server} serves no ${kind} of ${apiVersion}`,
    remedy: 'apply the platform stack first: its operators bring their kinds along',
  })
}

/** The fault for a wait that ended without what it waited for. */
export function waitedInVain(ref: ObjectRef, what: string, seconds: number): ApiFault {
  return new ApiFault(0, 'Timeout', {
    code: 'cluster/timed-out',
    path: printedRef(ref),
    message: `${printedRef(ref)} was not ${what} within ${seconds} s`,
    remedy: 'look at the object and its events, then run the command again',
  })
}

function factsOf(server: string, action: string, status: number, message: string) {
  if (status === 401) {
    return {
      code: 'cluster/unauthorised',
      message: `${server} does not know who is asking (${action})`,
      remedy: 'renew the credentials in the kubeconfig of this target',
    }
  }
  if (status === 403) {
    return {
      code: 'cluster/forbidden',
      message: `${server} forbids to ${action}: ${message}`,
      remedy: 'use credentials that may do this, or have the right granted',
    }
  }
  if (status === 409) return { code: 'cluster/conflict', message: `cannot ${action}: ${message}` }
  return { code: 'cluster/refused', message: `${server} refused to ${action}: ${message}` }
}

function statusBody(body: string): StatusBody {
  try {
    return JSON.parse(body) as StatusBody
  } catch {
    return {}
  }
}
