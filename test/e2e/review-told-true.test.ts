import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DeliveryKind, workplaceOf } from '#delivery'
import { connect, type LiveObject } from '#kube'
import { terraformTool } from '#tools'
import { destroyTwin } from '#twin'
import { terraformHere } from '../delivery/kit/tiny-machine.ts'
import { bothSides, type PodFiles, plantedChanges } from '../kit/planted-change.ts'
import { compiledTools } from '../kit/small-twin.ts'
import { searchPath, superpodJson } from '../kit/superpod.ts'
import { keyOf, wholeCluster } from '../kit/whole-cluster.ts'

const minute = 60_000
const noTools = compiledTools ? undefined : 'the tools of the twin are not compiled'
const noTerraform = terraformHere ? undefined : 'no terraform, or no providers in a mirror or registry'

/** Planted changes that the twin of Gefion can hold, in an order in which each can follow the one before. */
const samples: readonly { delivery: DeliveryKind; missing: string | undefined; names: readonly string[] }[] = [
  {
    delivery: 'manifests',
    missing: noTools,
    names: [
      'comments-only',
      'guarantee-halved',
      'admins-exchanged',
      'egress-opened',
      'policies-only-warn',
      'weight-of-tenant-raised',
      'tenant-suspended',
      'namespace-dropped-in-cleanup',
    ],
  },
  {
    delivery: 'terraform',
    missing: noTools ?? noTerraform,
    names: ['burst-lowered', 'class-of-work-revalued', 'namespace-added'],
  },
]

interface Thing {
  readonly action: string
  readonly address: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

describe.each(samples)('what a review says is what apply then does, by $delivery', ({ delivery, missing, names }) => {
  let live: Awaited<ReturnType<typeof twinOfGefion>>
  beforeAll(async () => {
    if (!missing) live = await twinOfGefion(delivery)
  }, 6 * minute)
  afterAll(() => live?.end(), 2 * minute)

  const changes = plantedChanges()
  test.each(names)(
    missing ? `%s (${missing})` : '%s',
    { timeout: 4 * minute, skip: missing !== undefined },
    async (name) => {
      const change = changes.find((each) => each.name === name)
      if (!change) throw new Error(`there is no planted change ${name}`)
      const { base, head } = bothSides(change)
      await live.becomes(base)
      const said = await live.becomes(head)
      expect(said.verdict).toBe(change.says?.verdict)
    },
  )
})

/** A twin of Gefion in a repository of git, as base has it. */
async function twinOfGefion(delivery: DeliveryKind) {
  const root = await mkdtemp(join(tmpdir(), 'told-true-'))
  const [workspace, folder] = [join(root, 'workspace'), join(root, 'gefion')]
  await mkdir(workspace)
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words])
  const cli = (verb: string, ...words: string[]) =>
    superpodJson([verb, folder, '--target', 'twin', ...words], { cwd: folder, env: { SUPERPOD_WORKSPACE: workspace } })
  const { folder: home, kubeconfig } = workplaceOf(workspace, 'gefion', 'twin')
  const write = async (files: PodFiles) => {
    for (const entry of await readdir(folder).catch(() => []))
      if (entry !== '.git') await rm(join(folder, entry), { recursive: true })
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
  }
  const look = async () => made(await wholeCluster(connect(kubeconfig)))
  const [first] = plantedChanges().filter(({ name }) => name === 'comments-only')
  if (!first) throw new Error('there is no change of comments only')
  await write(bothSides(first).base)
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=base')
  const up = await cli('up', '--delivery', delivery)
  expect({ exitCode: up.exitCode, findings: up.data.findings }).toMatchObject({ exitCode: 0 })
  return {
    async becomes(files: PodFiles) {
      await write(files)
      const { data: said } = await cli('review', '--base', 'HEAD')
      const things = once(said.lines.flatMap((line: { things: Thing[] }) => line.things))
      const plan = await cli('plan', '--delivery', delivery)
      const planned: Thing[] = plan.data.stacks.flatMap(({ changes }: { changes: Thing[] }) => changes)
      expect(listed(planned), 'the plan').toEqual(listed(things))
      if (delivery === 'terraform' && things.length > 0) await expectSamePlan(said)
      const before = await look()
      const names = new Set(things.filter(({ action }) => action === 'delete').flatMap(consent))
      const confirm = [...names].flatMap((name) => ['--confirm', name])
      const applied = await cli('apply', '--delivery', delivery, '--allow', 'disruptive', ...confirm)
      expect({ exitCode: applied.exitCode, findings: applied.data.findings }).toMatchObject({ exitCode: 0 })
      expect(difference(before, await look()), 'the cluster').toEqual(objectsOf(things))
      git('add', '--all')
      git('commit', '--quiet', '--allow-empty', '--message=next')
      return said
    },
    async end() {
      await destroyTwin({ folder: join(home, 'twin') })
      await rm(root, { recursive: true, force: true })
    },
  }

  /** The saved plans of terraform itself, given to a review: neither side has anything that the other did not foresee. */
  async function expectSamePlan({ stacks }: { readonly stacks: { readonly changed: readonly string[] } }) {
    const [plans, tool] = [join(root, 'plans'), await terraformTool({ engine: 'terraform', env: { PATH: searchPath } })]
    await rm(plans, { recursive: true, force: true })
    await mkdir(plans)
    for (const stack of stacks.changed) {
      const place = join(workspace, 'cdktf.out', 'stacks', stack)
      const words = [`-chdir=${place}`, 'show', '-json', join(home, 'plans', `${basename(place)}.plan`)]
      const json = execFileSync(tool.file, words, { encoding: 'utf8', maxBuffer: 1e9 })
      await writeFile(join(plans, `${stack}.json`), json)
    }
    const { data } = await cli('review', '--base', 'HEAD', '--plan', plans)
    const topics = data.lines.map(({ topic }: { topic: string }) => topic)
    expect(topics.filter((topic: string) => topic.startsWith('plan/'))).toEqual([])
    expect(data.findings.filter(({ code }: { code: string }) => code.startsWith('review/'))).toEqual([])
  }
}

/** Each thing once: several lines may be the reason of one. */
function once(things: readonly Thing[]): Thing[] {
  return [...new Map(things.map((thing) => [`${thing.address} ${thing.namespace} ${thing.name}`, thing])).values()]
}

function listed(things: readonly Thing[]): string[] {
  return things.map(({ action, address, namespace, name }) => `${action} ${namespace}/${name} ${address}`).sort()
}

function consent({ kind, namespace, name }: Thing): string[] {
  return [namespace === '' ? `${kind}/${name}` : namespace]
}

interface Footprint {
  readonly uid: string
  readonly content: string
}

/** What stacks have made: all that carries our label, by key, with who it is and what is in it. */
function made(objects: readonly LiveObject[]): Map<string, Footprint> {
  const ours = objects.filter(({ metadata }) => metadata.labels?.['superpod/stack'] !== undefined)
  return new Map(
    ours.map((object) => {
      const { metadata, status: _status, ...rest } = object
      const { uid, labels, annotations } = metadata
      return [keyOf(object).replace(/ \(.*/, ''), { uid, content: JSON.stringify({ ...rest, labels, annotations }) }]
    }),
  )
}

function difference(before: ReadonlyMap<string, Footprint>, after: ReadonlyMap<string, Footprint>): string[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])]
  return keys
    .flatMap((key) => {
      const [was, is] = [before.get(key), after.get(key)]
      if (!was || !is) return [`${was ? 'delete' : 'create'} ${key}`]
      if (was.uid !== is.uid) return [`replace ${key}`]
      return was.content === is.content ? [] : [`update ${key}`]
    })
    .sort()
}

/** What a review says of objects, as the cluster would show it; releases are no objects. */
function objectsOf(things: readonly Thing[]): string[] {
  return things
    .filter(({ kind }) => kind !== 'HelmRelease')
    .map(({ action, kind, namespace, name }) => `${action} ${kind}/${namespace ? `${namespace}/` : ''}${name}`)
    .sort()
}
