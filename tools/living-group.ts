const living = new Map<number, NodeJS.Signals>()
const asked = new Set<number>()
const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Sends a signal to a whole process group; one that is gone already is no fault. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH' && (error as NodeJS.ErrnoException).code !== 'EPERM')
      throw error
  }
}

/** Has a process group end with this process: its own group hears neither Ctrl-C nor a closed terminal. */
export function remember(pid: number, stopSignal: NodeJS.Signals): void {
  if (living.size === 0) {
    process.on('exit', stopAll)
    for (const signal of endings) process.on(signal, onEnding)
  }
  living.set(pid, stopSignal)
}

/** Asks a process group to stop, once: a second request is an order to Terraform, which then leaves its state unwritten. */
export function askToStop(pid: number, stopSignal: NodeJS.Signals): void {
  if (!asked.has(pid)) signalGroup(pid, stopSignal)
  asked.add(pid)
}

/** Lets go of a process group that has ended. */
export function forget(pid: number): void {
  living.delete(pid)
  asked.delete(pid)
  if (living.size > 0) return
  process.off('exit', stopAll)
  for (const signal of endings) process.off(signal, onEnding)
}

function stopAll(): void {
  for (const [pid, stopSignal] of living) askToStop(pid, stopSignal)
}

function onEnding(signal: NodeJS.Signals): void {
  // somebody else listens: they abort what they started in their own order
  if (process.listenerCount(signal) > 1) return
  stopAll()
  process.off(signal, onEnding)
  process.kill(process.pid, signal)
}
