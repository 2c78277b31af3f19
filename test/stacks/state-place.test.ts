import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Target } from '#config'
import { run, terraformTool } from '#tools'
import { statePlace } from '../../stacks/state-place.ts'

const env = { HOME: homedir(), PATH: '/usr/local/bin:/usr/bin:/bin', CHECKPOINT_DISABLE: '1' }
const engine = await terraformTool({ engine: 'terraform', env }).catch(() => undefined)

const sections = {
  s3: { bucket: 'states', region: 'eu-north-1', kmsKeyId: 'alias/states', endpoint: 'http://127.0.0.1:1' },
  gcs: { bucket: 'states', prefix: 'gefion' },
  azurerm: { resourceGroup: 'states', storageAccount: 'gefionstates', container: 'states' },
  http: { address: 'http://127.0.0.1:1/states/', lockMethod: 'POST', unlockMethod: 'DELETE' },
  kubernetes: { namespace: 'states', context: 'management', kubeconfig: '/nowhere/kubeconfig' },
} as const
const backends = Object.keys(sections) as (keyof typeof sections)[]

const place = (backend: keyof typeof sections, stack = 'gefion-metal-tenant-a-2') => {
  const state = { backend, [backend]: sections[backend] }
  const target = Target.parse({ kind: 'kubeconfig', context: 'metal', state })
  return statePlace(target.state, stack, '../state')
}

describe('where a state is', () => {
  test('is one key a stack, locked and encrypted, by the arguments of each backend', () => {
    expect(Object.fromEntries(backends.map((backend) => [backend, place(backend).arguments]))).toMatchInlineSnapshot(`
      {
        "azurerm": {
          "container_name": "states",
          "key": "superpod/gefion-metal-tenant-a-2.tfstate",
          "resource_group_name": "states",
          "storage_account_name": "gefionstates",
          "use_azuread_auth": true,
        },
        "gcs": {
          "bucket": "states",
          "prefix": "gefion/gefion-metal-tenant-a-2",
        },
        "http": {
          "address": "http://127.0.0.1:1/states/gefion-metal-tenant-a-2",
          "lock_address": "http://127.0.0.1:1/states/gefion-metal-tenant-a-2/lock",
          "lock_method": "POST",
          "unlock_address": "http://127.0.0.1:1/states/gefion-metal-tenant-a-2/lock",
          "unlock_method": "DELETE",
          "update_method": "POST",
        },
        "kubernetes": {
          "config_context": "management",
          "config_path": "/nowhere/kubeconfig",
          "namespace": "states",
          "secret_suffix": "gefion-metal-tenant-a-2-tf",
        },
        "s3": {
          "bucket": "states",
          "encrypt": true,
          "endpoints": {
            "s3": "http://127.0.0.1:1",
          },
          "key": "superpod/gefion-metal-tenant-a-2.tfstate",
          "kms_key_id": "alias/states",
          "region": "eu-north-1",
          "skip_credentials_validation": true,
          "skip_metadata_api_check": true,
          "skip_region_validation": true,
          "skip_requesting_account_id": true,
          "skip_s3_checksum": true,
          "use_lockfile": true,
          "use_path_style": true,
        },
      }
    `)
  })

  test.each(backends)('is another one for another stack: %s', (backend) => {
    expect(place(backend, 'gefion-metal-platform')).not.toEqual(place(backend, 'gefion-eks-platform'))
  })

  test('in a Secret has no name that ends in a number, which the engine refuses', () => {
    expect(place('kubernetes').arguments['secret_suffix']).not.toMatch(/-\d+$/)
  })

  test.skipIf(!engine).each(backends)(
    'is written in words that the engine knows: %s (needs terraform)',
    async (backend) => {
      const folder = await mkdtemp(join(tmpdir(), 'state-place-'))
      const { type, arguments: args } = place(backend)
      await writeFile(join(folder, 'x.tf.json'), JSON.stringify({ terraform: { backend: { [type]: args } } }))
      const said = await run(engine?.file ?? '', ['init', '-input=false', '-no-color'], {
        cwd: folder,
        env: { ...env, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_MAX_ATTEMPTS: '1' },
      })
      await rm(folder, { recursive: true })
      // nobody is there: it gets as far as asking
      expect(said.exitCode).not.toBe(0)
      expect(said.stderr).not.toMatch(/Unsupported argument|Extraneous|Invalid backend|is required/)
    },
  )
})
