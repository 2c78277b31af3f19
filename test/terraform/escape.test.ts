// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's own template signs
import { expect, test } from 'vitest'
import { escaped } from '#terraform'

test('a literal template sign is escaped, which Terraform would read as a reference otherwise', () => {
  expect(escaped('rate(x[${window}]) 5%{z}')).toBe('rate(x[$${window}]) 5%%{z}')
})
