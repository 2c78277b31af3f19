import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadPod } from '#config'
import { applyStacks, type DeliveryStack } from '#delivery'
import { podModel } from '#model'
import { stackOutlines, synthesised } from '#stacks'
import { run, startProgram } from '#tools'
import { engineHere as engine, engineContext, engineEnv as env, faultOf } from '../delivery/kit/engine-context.ts'
import { leastPod } from '../kit/pod-folder.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'

const name = 'tiny-metal-platform'

describe.skipIf(!engine || !compiledTools)(
  'a state in Secrets of another cluster (needs the compiled tools of the twin, and terraform)',
  { timeout: 240_000 },
  () => {
    let twin: SmallTwin
    let workspace = ''
    let place: Readonly<Record<string, object>> = {}
    beforeAll(async () => {
      if (!compiledTools) return
      workspace = await mkdtemp(join(tmpdir(), 'state-in-cluster-'))
      twin = await smallTwin(compiledTools)
      await twin.cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'states' } })
      const text = await readFile(twin.kubeconfig, 'utf8')
      const { 'current-context': context } = parse(text) as { 'current-context': string }
      place = await backendOf(`{ namespace: states, kubeconfig: ${twin.kubeconfig}, context: ${context} }`)
    }, 240_000)
    afterAll(async () => {
      await twin?.destroy()
      await rm(workspace, { recursive: true, force: true })
    })

    const stack = (input: string, more: object = {}): DeliveryStack => {
      const backend = { kubernetes: { ...place['kubernetes'], ...more } }
      const json = { terraform: { backend }, resource: { terraform_data: { kept: { input } } } }
      return { name, layer: 'platform', json, files: {}, objects: [], releases: [] }
    }
    const context = () => engineContext(workspace, { name: 'metal', kind: 'kubeconfig' })
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: `tfstate-default-${name}-tf`, namespace: 'states' },
    }

    test('is a Secret of the stack, and the next apply goes on from it', async () => {
      expect(await applyStacks(context(), [stack('a')])).toMatchObject([{ outcome: 'applied', changes: 1 }])
      expect(await twin.cluster.get(secret)).toBeDefined()
      expect(await applyStacks(context(), [stack('a')])).toMatchObject([{ outcome: 'unchanged' }])
    })

    test('fails while somebody holds its lock, and names the lock', async () => {
      const folder = await mkdtemp(join(workspace, 'slow-'))
      const slow = { terraform_data: { slow: { provisioner: [{ 'local-exec': { command: 'sleep 30' } }] } } }
      const { json } = stack('a')
      await writeFile(join(folder, 'slow.tf.json'), JSON.stringify({ ...json, resource: slow }))
      const file = engine?.file ?? ''
      await run(file, ['init', '-input=false'], { cwd: folder, env })
      const somebody = startProgram(file, ['apply', '-auto-approve', '-input=false'], { cwd: folder, env })
      const lease = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease' }
      const held = { ...lease, metadata: { name: `lock-${secret.metadata.name}`, namespace: 'states' } }
      await twin.cluster.waitFor(held, 'there', (object) =>
        Boolean((object?.['spec'] as { holderIdentity?: string })?.holderIdentity),
      )
      const found = await faultOf(applyStacks(context(), [stack('c')]))
      await somebody.stop()
      expect(found).toMatchObject({ exitCode: 3, code: 'state/locked' })
      expect(found.message).toMatch(/is locked by \S+@\S+ \(OperationTypeApply, since /)
    })

    test('fails in a namespace that is not there, and names it', async () => {
      const found = await faultOf(applyStacks(context(), [stack('a', { namespace: 'nowhere' })]))
      expect(found).toMatchObject({ exitCode: 3, code: 'state/backend-missing' })
      expect(found.message).toContain('namespaces "nowhere" not found')
    })
  },
)

/** The backend that a pod's own JSON has for a state in a cluster. */
async function backendOf(section: string): Promise<Readonly<Record<string, object>>> {
  const dir = await mkdtemp(join(tmpdir(), 'state-pod-'))
  await mkdir(join(dir, 'targets'))
  await writeFile(join(dir, 'superpod.yaml'), leastPod)
  const target = `kind: kubeconfig\ncontext: metal\nstate:\n  backend: kubernetes\n  kubernetes: ${section}\n`
  await writeFile(join(dir, 'targets', 'metal.yaml'), target)
  const [platform] = stackOutlines(podModel(await loadPod(dir, 'metal')))
  await rm(dir, { recursive: true })
  const { backend } = (platform && synthesised(platform).json.terraform) as { backend: Record<string, object> }
  return backend
}
