import type { FailedRun } from './engine-fault.ts'
import { errorWords, oneLine } from './engine-words.ts'
import { backendOf, printedBackend } from './state-place.ts'

/** What is wrong with a state where a run of the engine failed at it; undefined where it failed at something else. */
export function stateFault(failed: FailedRun) {
  const { said, verb, stack, json } = failed
  if (/Saved plan is stale/.test(said)) return movedOn(failed)
  if (/Failed to (save|persist) state|Error saving state/i.test(said)) return notSaved(failed)
  if (/Error acquiring the state lock/.test(said) && /Lock Info:/.test(said)) return locked(failed)
  if (backendOf(json).kind === 'local' || !isAboutState(failed)) return undefined
  const where = `the state of ${stack} is in ${printedBackend(json)}, which`
  const asked = `${verb} found: ${errorWords(said)}`
  const found = backendFaults.find(({ signs }) => signs.test(oneLine(said))) ?? otherFault
  return { code: found.code, message: `${where} ${found.what}; ${asked}`, remedy: found.remedy }
}

/** Everything that init and state do is about the backend; what a plan or an apply does, only where it says so. */
function isAboutState({ verb, said }: FailedRun): boolean {
  if (verb === 'init' || verb.startsWith('state')) return true
  return /state lock|existing workspaces|refreshing state|load(ing)? (the )?state|Failed to get state/i.test(said)
}

/** What may be wrong with a backend, by the words of any of them: the first that fits. */
const backendFaults = [
  {
    signs:
      /NoSuchBucket|bucket.{0,80}(does not|doesn.t) exist|ContainerNotFound|ResourceNotFound|storage account .{0,60}not found|namespaces? .{0,80}not found|HTTP.{0,40}404/i,
    code: 'state/backend-missing',
    what: 'is not there',
    remedy: 'make it as docs/state.md says, or correct the state of the target: nothing makes it by itself',
  },
  {
    signs:
      /credential|AccessDenied|Forbidden|Unauthorized|requires auth|invalid auth|InvalidAccessKeyId|SignatureDoesNotMatch|cannot be assumed|authorizer|StatusCode: 40[13]|AuthorizationFailed|permission/i,
    code: 'state/backend-refused',
    what: 'does not let you in',
    remedy: 'log in where it is, as docs/state.md says: credentials are taken from the environment, never from config',
  },
] as const

const otherFault = {
  code: 'state/backend-unreachable',
  what: 'does not answer',
  remedy: 'see that this machine reaches it, then run the command again: nothing was touched',
} as const

function movedOn({ stack }: FailedRun) {
  return {
    code: 'state/moved-on',
    message: `the state of ${stack} has changed since the plan that was to be applied: somebody else has applied it`,
    remedy: 'run the command again: it plans anew',
  }
}

function notSaved({ stack, said, json, cwd, engine }: FailedRun) {
  return {
    code: 'state/not-saved',
    message: `${stack} was applied as far as it came, but its state could not be written to ${printedBackend(json)}: ${errorWords(said)}`,
    remedy: `before anything else, once it can be written: ${engine} -chdir=${cwd} state push errored.tfstate`,
  }
}

function locked({ said, stack, engine, cwd }: FailedRun) {
  // of a lock on a server the engine tells the id alone: the facts under it are of its own attempt
  const [, ofOther] = /HTTP remote state already locked: ID=([^\s]*)/.exec(said) ?? []
  const ofLock = ['ID', 'Who', 'Operation', 'Created'].map((field) => lockField(said, field))
  const [id, who, operation, since] = ofOther === undefined ? ofLock : [ofOther || undefined]
  const facts = [operation, since && `since ${since.slice(0, 16)}`].filter(Boolean).join(', ')
  return {
    code: 'state/locked',
    message: `the state of ${stack} is locked${who ? ` by ${who}` : ''}${facts ? ` (${facts})` : ''}`,
    remedy: `wait until that has ended and run the command again; only if you know that it is dead, since two at once break a state: ${engine} -chdir=${cwd} force-unlock ${id ?? '<ID>'}`,
  }
}

function lockField(said: string, field: string): string | undefined {
  return new RegExp(`${field}:\\s+(\\S.*)`).exec(said)?.[1]?.trim()
}
