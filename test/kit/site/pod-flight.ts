import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parse, stringify } from 'yaml'
import { podFolder } from '../pod-folder.ts'
import { superpodJson } from '../superpod.ts'
import { kubeconfigOf } from './half-server.ts'

const files = {
  'superpod.yaml': [
    'name: atoll',
    'systems: { generation: dgx-h100, scalableUnits: 1, count: 4 }',
    'management: { nodes: 1 }',
    'platform: { images: { pullSecrets: [registry-key] } }',
    '',
  ].join('\n'),
  'tenants/ada.yaml': [
    'name: ada',
    'title: Work of ada',
    'gpus: { guaranteed: 8, burst: 16 }',
    'namespaces: { train: {} }',
    'sensitivity: internal',
    'access: { admins: [ada-leads] }',
    '',
  ].join('\n'),
}

/** A pod of four systems whose target `metal` is a cluster that exists. */
export interface PodFlight {
  /** `./superpod <words> <pod> --target metal --json`, in a workspace of the test's own. */
  json(...words: readonly string[]): ReturnType<typeof superpodJson>
  /** Has the target lead to another server, for one test. */
  reach(url: string, context?: string): Promise<void>
  /** Has the target lead where a kubeconfig does, for one test. */
  reachBy(kubeconfig: string): Promise<void>
  /** Overrides fields of the platform on the target, for one test. */
  override(platform: string): Promise<void>
  /** Findings of a preflight: `code severity path`, in ascending order. */
  found(data: FlightData): string[]
  /** State of each check. */
  states(data: FlightData): Record<string, string>
}

interface FlightData {
  readonly checks?: readonly { readonly id: string; readonly state: string }[]
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly path: string }[]
}

/** Makes such a pod for one test. @param kubeconfig - its current context is the cluster, and is called `metal` here */
export async function podFlight(kubeconfig: string): Promise<PodFlight> {
  const root = await mkdtemp(join(tmpdir(), 'flight-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const file = join(root, 'kubeconfig')
  const target = ['kind: kubeconfig', 'context: metal', `kubeconfig: ${file}`, 'state: { shared: false }', ''].join(
    '\n',
  )
  const folder = podFolder({ ...files, 'targets/metal.yaml': target })
  const targetFile = join(folder, 'targets/metal.yaml')
  const usual = await asMetal(kubeconfig)
  await writeFile(file, usual)
  const forOneTest = async (text: string) => {
    await writeFile(file, text)
    onTestFinished(() => writeFile(file, usual))
  }
  const options = { env: { SUPERPOD_WORKSPACE: join(root, 'workspace') } }
  return {
    json: (...[verb = '', ...rest]) => superpodJson([verb, folder, '--target', 'metal', ...rest], options),
    reach: (url, context) => forOneTest(kubeconfigOf(url, context)),
    reachBy: async (other) => forOneTest(await asMetal(other)),
    async override(platform) {
      await writeFile(targetFile, `${target}override: { platform: { ${platform} } }\n`)
      onTestFinished(() => writeFile(targetFile, target))
    },
    found: ({ findings }) => {
      const own = findings.filter(({ code }) => code.startsWith('preflight/'))
      return own.map(({ code, severity, path }) => `${code} ${severity} ${path}`).sort()
    },
    states: ({ checks = [] }) => Object.fromEntries(checks.map(({ id, state }) => [id, state])),
  }
}

/** A kubeconfig whose current context is called `metal`. */
async function asMetal(kubeconfig: string): Promise<string> {
  const config = parse(await readFile(kubeconfig, 'utf8'))
  const context = config.contexts.find(({ name }: { name: string }) => name === config['current-context'])
  return stringify({ ...config, contexts: [{ ...context, name: 'metal' }], 'current-context': 'metal' })
}
