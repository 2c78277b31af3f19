import { counted } from '#core'

/** What the log of a container says. */
export interface Seen {
  readonly state: 'ok' | 'failed' | 'not verified'
  readonly note: string
}

/**
 * What a container saw that asked for no GPU, by its lines `visible-devices <value>`, `device <file>` and `GPU 0: …`.
 * An image that does not set NVIDIA_VISIBLE_DEVICES=all proves nothing.
 */
export function gpuHoleSeen(log: string): Seen {
  const [, asked] = /^visible-devices (.*)$/m.exec(log) ?? []
  if (asked === undefined) return unreadable('no line visible-devices')
  const seen = Math.max(matches(log, /^GPU \d+: /gm), matches(log, /^device \/dev\/nvidia\d+$/gm))
  // seen is seen, whatever the image asked for
  if (seen > 0) return { state: 'failed', note: `it asked for no GPU, and saw ${counted(seen, 'GPU')}` }
  if (asked !== 'all')
    return { state: 'not verified', note: `its image sets NVIDIA_VISIBLE_DEVICES to ${asked}, not to all` }
  return { state: 'ok', note: 'it asked for no GPU, and saw none' }
}

/** What `ulimit -l` says in a container, by its line `memlock <value>`. */
export function memlockSeen(log: string): Seen {
  const [, limit] = /^memlock (\S+)$/m.exec(log) ?? []
  if (limit === undefined) return unreadable('no line memlock')
  if (limit === 'unlimited') return { state: 'ok', note: 'memory may be locked without limit' }
  return { state: 'failed', note: `${limit} KiB of memory may be locked, but RDMA needs no limit` }
}

/** What `dcgmi diag -r 1 -j` says: JSON, by either name that DCGM 3 and 4 give to its root. */
export function diagSeen(log: string): Seen {
  const diagnostic = diagnosticIn(log)
  if (!diagnostic) return unreadable('no JSON of dcgmi diag')
  if (diagnostic.runtime_error) return unreadable(`dcgmi diag: ${diagnostic.runtime_error}`)
  const tests = (diagnostic.test_categories ?? []).flatMap(({ tests: all = [] }) => all)
  const judged = tests.map((test) => ({ name: test.name ?? 'unnamed', states: statesOf(test) }))
  const failed = judged.filter(({ states }) => states.some((state) => /^(fail|warn)/i.test(state)))
  const passed = judged.filter(({ states }) => states.some((state) => /^pass/i.test(state)))
  if (failed.length > 0) return { state: 'failed', note: failed.map(({ name }) => `${name} failed`).join(', ') }
  if (passed.length === 0) return unreadable('dcgmi diag passed no test')
  return { state: 'ok', note: counted(passed.length, 'test passed', 'tests passed') }
}

interface Diagnostic {
  readonly runtime_error?: string
  readonly test_categories?: readonly { readonly tests?: readonly DiagTest[] }[]
}

interface DiagTest {
  readonly name?: string
  readonly results?: readonly { readonly status?: string }[]
  readonly test_summary?: { readonly status?: string }
}

function diagnosticIn(log: string): Diagnostic | undefined {
  const [begin, end] = [log.indexOf('{'), log.lastIndexOf('}')]
  try {
    const all = JSON.parse(log.slice(begin, end + 1))
    return all['DCGM Diagnostic'] ?? all['DCGM GPU Diagnostic']
  } catch {
    return undefined
  }
}

function statesOf({ results = [], test_summary }: DiagTest): string[] {
  return [...results.map(({ status = '' }) => status), test_summary?.status ?? '']
}

/** What an all-reduce came to. */
export interface AllReduceSeen extends Seen {
  /** Bus bandwidth in GB/s, of the largest message. */
  readonly busGBps?: number
}

/**
 * The bus bandwidth of the largest message in a table of nccl-tests, in place, with what was wrong. No source has a number
 * that it must reach, so a figure alone is never ok.
 */
export function allReduceSeen(log: string): AllReduceSeen {
  const rows = log.split('\n').flatMap((line) => {
    const [size, , , , , , , , wrongOut, , , busIn, wrongIn] = line.trim().split(/\s+/)
    const isRow = /^\d+$/.test(size ?? '') && busIn !== undefined && Number.isFinite(Number(busIn))
    return isRow ? [{ size: Number(size), busGBps: Number(busIn), wrong: [wrongOut, wrongIn] }] : []
  })
  const [largest] = rows.sort((a, b) => b.size - a.size)
  if (!largest) return unreadable('no table of nccl-tests')
  const [, bounds] = /^# Out of bounds values : (\d+)/m.exec(log) ?? []
  const wrong =
    largest.wrong.some((count) => count !== '0' && count !== 'N/A') || (bounds !== undefined && bounds !== '0')
  const figure = `${largest.busGBps.toFixed(1)} GB/s`
  if (wrong) return { state: 'failed', note: `${figure}, and sums were wrong`, busGBps: largest.busGBps }
  return { state: 'not verified', note: figure, busGBps: largest.busGBps }
}

function unreadable(note: string): Seen {
  return { state: 'not verified', note: `its log tells nothing: ${note}` }
}

function matches(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length
}
