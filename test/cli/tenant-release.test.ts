import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { podFolder } from '../kit/pod-folder.ts'
import { superpod } from '../kit/superpod.ts'

const pod = `# the pod
name: tiny
systems:
  generation:   dgx-h100 # blanks stay
  scalableUnits: 1
  state:
    su1-r01: # left by genomics
      state: quarantine
      of: genomics # sensitive
    su1-r02: { state: quarantine, of: trials } # another
    su1-r04: { state: failed }
`
const confirmed = ['--confirm', 'nvme-wiped,gpus-reset', '--by', 'Ada: of the desk']

async function release(words: readonly string[]) {
  const dir = podFolder({ 'superpod.yaml': pod })
  const [what = '', ...rest] = words
  const { stdout, stderr, exitCode } = await superpod(['tenant', 'release', what, dir, ...rest])
  return { stdout, stderr, exitCode, text: readFileSync(join(dir, 'superpod.yaml'), 'utf8') }
}

const on = '\\d{4}-\\d\\d-\\d\\d'
const done = `\\{ on: ${on}, by: "Ada: of the desk", nvmeWiped: true, gpusReset: true \\}`

test('what is released is one line more in the pod’s file, and every other character stays', async () => {
  const { stdout, exitCode, text } = await release(['genomics', ...confirmed])
  expect(stdout).toContain('4 systems of genomics released (su1-r01)')
  expect(exitCode).toBe(0)
  expect(text).toMatch(new RegExp(`      of: genomics # sensitive\\n      released: ${done}\\n    su1-r02: `))
  expect(text.replace(new RegExp(`\\n *released: ${done}`), '')).toBe(pod)
})

test('several places are released at once, a part of a rack by an entry of its own', async () => {
  const { exitCode, text } = await release(['su1-r02,su1-r01-s3', ...confirmed])
  expect(exitCode).toBe(0)
  expect(text).toMatch(new RegExp(`su1-r02: \\{ state: quarantine, of: trials, released: ${done} \\} # another`))
  expect(text).toMatch(new RegExp(`\\n    su1-r01-s3: \\{ state: quarantine, of: genomics, released: ${done} \\}\\n`))
})

test.each([
  [['genomics'], 'nobody confirms that all NVMe drives are wiped'],
  [['genomics', '--confirm', 'nvme-wiped', '--by', 'Ada'], '--confirm lacks gpus-reset'],
  [['genomics', '--confirm', 'nvme-wiped,gpus-reset'], '--by is missing'],
  [['genomics', '--confirm', 'nvme-wiped,gpus-reset,all', '--by', 'Ada'], '--confirm all is none of'],
  [['genomics', '--confirm', 'nvme-wiped,gpus-reset', '--by', ' '], 'by would be refused'],
  [['su1-r04', ...confirmed], 'su1-r04-s1 is failed'],
  [['robotics', ...confirmed], 'is called robotics'],
])('fails by %j, and the file stays as it is', async (words, message) => {
  const { stderr, exitCode, text } = await release(words)
  expect(stderr).toContain(message)
  expect({ exitCode, text }).toEqual({ exitCode: 1, text: pod })
})

test('a state that the override of its target has is released there, and the others in the pod’s file', async () => {
  const target =
    'kind: twin\noverride:\n  systems:\n    state:\n      su1-r04: { state: quarantine, of: trials } # here\n'
  const dir = podFolder({ 'superpod.yaml': pod, 'targets/lab.yaml': target })
  const words = ['tenant', 'release', 'su1-r04,su1-r02', dir, '--target', 'lab', ...confirmed]
  const { stdout, stderr, exitCode } = await superpod(words)
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toMatch(/superpod\.yaml, .*targets\/lab\.yaml: 8 systems of trials released/)
  const lab = readFileSync(join(dir, 'targets', 'lab.yaml'), 'utf8')
  expect(lab).toMatch(new RegExp(`su1-r04: \\{ state: quarantine, of: trials, released: ${done} \\} # here`))
  expect(readFileSync(join(dir, 'superpod.yaml'), 'utf8')).toMatch(
    /su1-r02: \{ state: quarantine, of: trials, released: /,
  )
})
