import { expect, test } from 'vitest'
import { loadPod } from '#config'
import { modelFindings, podModel } from '#model'
import { podFolder } from '../kit/pod-folder.ts'

/** Codes of what is found about two tenants of these titles. */
async function codes(first: string, second: string): Promise<string[]> {
  const file = (name: string, title: string) =>
    [
      `name: ${name}`,
      `title: ${JSON.stringify(title)}`,
      'gpus: { guaranteed: 8, burst: 8 }',
      'sensitivity: open',
      'namespaces: { train: {} }',
    ].join('\n')
  const loaded = await loadPod(
    podFolder({ 'tenants/ada.yaml': file('ada', first), 'tenants/bob.yaml': file('bob', second) }),
    'twin',
  )
  return modelFindings(podModel(loaded), { at: '2026-12-01' })
    .map(({ code }) => code)
    .filter((code) => code.startsWith('tenant/'))
}

test.each([
  ['Cyrillic letters', 'Genomics', 'G\u0435nomi\u0441s'],
  ['wide letters', 'Genomics', '\uff27enomics'],
  ['characters that are not drawn', 'Genomics', 'Geno\u200bmics'],
  ['a digit for a letter', 'Team l', 'Team 1'],
  ['two letters for one', 'Modern maps', 'Modem maps'],
  ['another case, and Greek', 'GENOME', 'gen\u03bfme'],
  ['the name of another', 'Genomics', '\u0410da'],
])('fails for a title in %s', async (_how, first, second) => {
  expect(await codes(first, second)).toEqual(['tenant/title-look-alike'])
})

test.each([
  ['Klima og vejr', 'Klima og hav'],
  ['Sprogmodeller på dansk', 'Sprogmodeller på dansk'],
  ['Геномика', '基因组学'],
  ['Ada', 'Bob'],
])('%s and %s are told apart, or are plainly the same', async (first, second) => {
  expect(await codes(first, second)).toEqual([])
})
