import { describe, expect, test } from 'vitest'
import { allReduceSeen, diagSeen, gpuHoleSeen, memlockSeen } from '../../verify/probe/probe-log.ts'

// logs of our own making, in the form that the programs print

const table = (rows: readonly string[], end = '# Out of bounds values : 0 OK') => `
# nThread 1 nGpus 1 minBytes 1073741824 maxBytes 8589934592 step: 2(factor) warmup iters: 5 iters: 20 agg iters: 1 validation: 1 graph: 0
#
# Using devices
#  Rank  0 Group  0 Pid     41 on all-reduce-su1-0 device  0 [0x1b] NVIDIA H100 80GB HBM3
#
#                                                              out-of-place                       in-place
#       size         count      type   redop    root     time   algbw   busbw #wrong     time   algbw   busbw #wrong
#        (B)    (elements)                               (us)  (GB/s)  (GB/s)            (us)  (GB/s)  (GB/s)
${rows.join('\n')}
${end}
# Avg bus bandwidth    : 300.5
#
`
const small =
  '  1073741824     268435456     float     sum      -1   5612.3  191.32  370.68      0   5601.9  191.67  371.37      0'
const large =
  '  8589934592    2147483648     float     sum      -1  36012.4  238.53  462.15      0  35988.1  238.69  462.46      0'

describe('the table of nccl-tests', () => {
  test('gives the bus bandwidth of the largest message in place, and no verdict, for no source has a number', () => {
    expect(allReduceSeen(table([small, large]))).toEqual({ state: 'not verified', note: '462.5 GB/s', busGBps: 462.46 })
  })

  test('is read where nothing was checked', () => {
    const row = large.replaceAll(/ 0(?= {3}|$)/g, ' N/A')
    expect(allReduceSeen(table([row]))).toMatchObject({ state: 'not verified', busGBps: 462.46 })
  })

  test.each([
    ['a row', table([large.replace(/0$/, '4')])],
    ['its last line', table([large], '# Out of bounds values : 7 FAILED')],
  ])('fails where sums were wrong by %s', (_, log) => {
    expect(allReduceSeen(log)).toMatchObject({ state: 'failed', note: '462.5 GB/s, and sums were wrong' })
  })

  test.each(['', 'all-reduce-su1-1: Permission denied (publickey).', table([])])(
    'fails to say anything by %j',
    (log) => {
      expect(allReduceSeen(log)).toMatchObject({
        state: 'not verified',
        note: 'its log tells nothing: no table of nccl-tests',
      })
    },
  )
})

const diag = (root: string, statuses: Readonly<Record<string, string>>) =>
  JSON.stringify({
    [root]: {
      test_categories: [
        {
          category: 'Deployment',
          tests: Object.entries(statuses).map(([name, status]) => ({ name, results: [{ gpu_id: '0', status }] })),
        },
      ],
    },
  })

describe('the JSON of dcgmi diag', () => {
  test.each(['DCGM GPU Diagnostic', 'DCGM Diagnostic'])(
    'passes below %s, and what was skipped counts for nothing',
    (root) => {
      const log = `Host engine already running\n${diag(root, { denylist: 'Pass', software: 'PASS', inforom: 'Skip' })}\n`
      expect(diagSeen(log)).toEqual({ state: 'ok', note: '2 tests passed' })
    },
  )

  test('fails by one GPU, and by a summary', () => {
    expect(diagSeen(diag('DCGM Diagnostic', { software: 'Pass', memory: 'Fail' }))).toEqual({
      state: 'failed',
      note: 'memory failed',
    })
    const summary = {
      'DCGM Diagnostic': { test_categories: [{ tests: [{ name: 'software', test_summary: { status: 'Fail' } }] }] },
    }
    expect(diagSeen(JSON.stringify(summary)).state).toBe('failed')
  })

  test.each([
    '',
    'Error: unable to establish a connection to the specified host',
    diag('DCGM Diagnostic', {}),
    diag('DCGM Diagnostic', { software: 'Skip' }),
    JSON.stringify({ 'DCGM Diagnostic': { runtime_error: 'no GPUs found' } }),
    '{"DCGM Diagnostic": {',
  ])('fails to say anything by %j: that is never ok', (log) => {
    expect(diagSeen(log).state).toBe('not verified')
  })
})

describe('a container that asked for no GPU', () => {
  const log = (...lines: string[]) => ['visible-devices all', 'memlock unlimited', ...lines].join('\n')

  test('sees none, where nvidia-smi is not even there', () => {
    expect(gpuHoleSeen(log('sh: nvidia-smi: not found'))).toEqual({
      state: 'ok',
      note: 'it asked for no GPU, and saw none',
    })
  })

  test.each([
    ['GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-1)', 'GPU 1: NVIDIA H100 80GB HBM3 (UUID: GPU-2)'],
    ['sh: nvidia-smi: not found', 'device /dev/nvidia0', 'device /dev/nvidia1'],
  ])('fails where it sees them: %s', (...lines) => {
    expect(gpuHoleSeen(log(...lines))).toEqual({ state: 'failed', note: 'it asked for no GPU, and saw 2 GPUs' })
  })

  test('proves nothing with an image that does not ask by its environment, and nothing without a log', () => {
    expect(gpuHoleSeen('visible-devices unset\n')).toMatchObject({ state: 'not verified' })
    expect(gpuHoleSeen('')).toMatchObject({ state: 'not verified' })
  })

  test('may lock memory without limit, or fails', () => {
    expect(memlockSeen(log())).toMatchObject({ state: 'ok' })
    expect(memlockSeen('memlock 8192')).toEqual({
      state: 'failed',
      note: '8192 KiB of memory may be locked, but RDMA needs no limit',
    })
    expect(memlockSeen('')).toMatchObject({ state: 'not verified' })
  })
})
