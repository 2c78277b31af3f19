import { expect, test } from 'vitest'
import { output } from '#tools'
import { shellWord } from '../../cli/shell-word.ts'

test.each(['plain/path.yaml', 'a folder/with blanks', "it's", '$HOME `x` "y"', 'ünder'])(
  'a shell reads %s as it was',
  async (text) => {
    const env = { PATH: '/usr/bin:/bin' }
    expect(await output('sh', ['-c', `printf %s ${shellWord(text)}`], { env })).toBe(text)
    // an alias is read twice
    expect(await output('sh', ['-c', `eval printf %s ${shellWord(shellWord(text))}`], { env })).toBe(text)
  },
)

test('a plain path stays as it is', () => {
  expect(shellWord('.superpod/gefion/twin/kubeconfig')).toBe('.superpod/gefion/twin/kubeconfig')
})
