// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's own template signs
import fc from 'fast-check'
import { test } from 'vitest'
import { escaped } from '#terraform'
import { plainText } from '../../render/terraform-text.ts'

const nobody = () => {
  throw new Error('no token was written')
}

test('rendering undoes every escape', () => {
  const texts = fc.array(fc.constantFrom('$', '%', '{', '}', 'a', '${', '%{', '$${')).map((parts) => parts.join(''))
  fc.assert(fc.property(texts, (text) => plainText(escaped(text), nobody) === text))
})
