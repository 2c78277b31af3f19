// biome-ignore-all lint/suspicious/noControlCharactersInRegex: a terminal is told by them where to draw
import picocolors from 'picocolors'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { reached } from '../../cli/interruption.ts'
import { type Drawing, journal } from '../../cli/journal.ts'
import { liveProgress } from '../../cli/live-progress.ts'
import { plainProgress } from '../../cli/plain-progress.ts'
import type { Sheet } from '../../cli/screen.ts'

let now = 0
const clock = () => now

beforeEach(() => {
  now = 0
  vi.useFakeTimers()
})

afterEach(() => void vi.useRealTimers())

test('in a log, a step that ends soon is one line', () => {
  const { log, written } = onPaper()
  log.step('nodes', '191 of 191')
  pass(1)
  log.done('nodes', '191 nodes')
  expect(written()).toBe('✓ nodes  191 nodes  (1 s)\n')
})

test('in a log, a step that takes long is told of now and then, with its last word', () => {
  const { log, written } = onPaper()
  log.step('compile etcd')
  log.step('compile etcd', '40 packages')
  pass(2)
  log.step('compile etcd', '90 packages')
  pass(10)
  log.done('compile etcd', 'compiled')
  pass(60)
  expect(written()).toBe('… compile etcd  40 packages\n… compile etcd  90 packages\n✓ compile etcd  compiled  (12 s)\n')
})

test('a result that is a duration is not followed by another', () => {
  const { log, written } = onPaper()
  log.step('control plane')
  pass(1)
  log.done('control plane', '2.8 s')
  expect(written()).toBe('✓ control plane  2.8 s\n')
})

test('on a terminal, what runs is redrawn below what has ended', () => {
  const { log, written } = onTerminal(40)
  log.step('stack a', '1 of 9')
  log.step('stack b')
  log.done('stack a', '9 changes')
  log.close()
  expect(screenOf(written())).toBe('✓ stack a  9 changes\n')
})

test('on a terminal, no line is wider than the terminal', () => {
  const { log, written } = onTerminal(20)
  log.step('stack gefion-twin-tenant-genomics', '12 of 40 objects')
  const lines = written()
    .replaceAll(/\u001b\[\d*[A-Z]/g, '')
    .split('\n')
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(20)
})

test('an interrupted command says what is done and what is not', () => {
  const { log } = onPaper()
  log.step('control plane')
  log.done('control plane')
  log.step('stack gefion-twin-platform')
  expect(reached(log)).toBe(
    [
      'interrupted: nothing is lost, the same command goes on from here',
      '  done: control plane',
      '  not finished: stack gefion-twin-platform',
    ].join('\n'),
  )
})

function pass(seconds: number): void {
  now += seconds * 1000
  vi.advanceTimersByTime(seconds * 1000)
}

function onPaper() {
  return onSheet(100, plainProgress)
}

function onTerminal(columns: number) {
  return onSheet(columns, (sheet) => liveProgress(sheet, clock))
}

function onSheet(columns: number, drawing: (sheet: Sheet) => Drawing) {
  let text = ''
  const write = (more: string) => {
    text += more
  }
  const sheet: Sheet = { colors: picocolors.createColors(false), live: true, columns, write, flushed: async () => {} }
  return { log: journal(drawing(sheet), clock), written: () => text }
}

/** What a terminal shows after such a text: only "up" and "erase below" are in it. */
function screenOf(text: string): string {
  const lines: string[] = ['']
  for (const part of text.split(/(\u001b\[\d+A\u001b\[0J|\n)/)) {
    const up = /^\u001b\[(\d+)A/.exec(part)?.[1]
    if (up) lines.splice(lines.length - 1 - Number(up), lines.length, '')
    else if (part === '\n') lines.push('')
    else lines[lines.length - 1] += part
  }
  return lines.join('\n')
}
