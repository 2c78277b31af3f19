import { expect, test } from 'vitest'
import { fabricFindings } from '../../model/findings/fabric.ts'
import { anyPod } from '../kit/any-pod.ts'

function codes(generation: string, scalableUnits: number): string[] {
  return fabricFindings(anyPod({ generation, scalableUnits })).map(({ severity, code }) => `${severity} ${code}`)
}

test('fails for a fabric that is too big for its tiers, and says how many units they join', () => {
  expect(fabricFindings(anyPod({ generation: 'dgx-b300-xdr', scalableUnits: 19 }))).toContainEqual({
    code: 'fabric/too-big',
    severity: 'error',
    path: 'systems.scalableUnits',
    message: '19 scalable units, but two tiers of switches with 144 ports join 18 at most',
    remedy: 'lower scalableUnits to 18, or describe several pods',
  })
  expect(codes('dgx-b300-spectrum-x', 17)).toContain('error fabric/too-big')
  expect(codes('dgx-gb300', 17)).toContain('error fabric/too-big')
  expect(codes('dgx-b300-xdr', 18)).not.toContain('error fabric/too-big')
})

test('a size that sources describe in full has nothing open', () => {
  expect(codes('dgx-h100', 4)).toEqual([])
  expect(codes('dgx-b200', 4)).toEqual([])
})

test('what sources leave open is told, and is no error', () => {
  expect(codes('dgx-h100', 6)).toEqual(['info fabric/support-open'])
  expect(codes('dgx-h200', 4)).toContain('info fabric/table-unpublished')
  expect(codes('dgx-gb200', 4)).toContain('info fabric/open')
  expect(codes('dgx-gb200', 16)).not.toContain('info fabric/open')
  expect(codes('dgx-gb300', 4)).toContain('info fabric/open')
  expect(codes('dgx-rubin-nvl8', 1)).toContain('info fabric/open')
})
