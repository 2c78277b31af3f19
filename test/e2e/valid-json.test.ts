import { expect, test } from 'vitest'
import { objectsChart } from '#constructs'
import { stableText } from '#core'
import { fillPlatform } from '../kit/every-construct.ts'
import { fillTenant } from '../kit/every-tenant-construct.ts'
import { jsonOf } from '../kit/loose-stack.ts'
import { canPlan, inTerraformFolder } from '../kit/real-providers.ts'

test.skipIf(!canPlan).each([
  ['platform', jsonOf(fillPlatform)],
  ['tenant', jsonOf(fillTenant)],
])(
  'Terraform with the real providers finds a %s valid (needs terraform, and providers in the mirror)',
  async (_layer, json) => {
    await inTerraformFolder(async ({ run, write }) => {
      for (const [path, text] of Object.entries({ 'cdk.tf.json': stableText(json), ...objectsChart() })) {
        await write(path, text)
      }
      await run('init', '-backend=false', '-input=false', '-no-color')
      const answer = JSON.parse(await run('validate', '-json'))
      expect(answer).toMatchObject({ valid: true, error_count: 0, warning_count: 0 })
    })
  },
  60_000,
)
