import { expect, test } from 'vitest'
import { loadPod } from '#config'
import { podFolder } from '../kit/pod-folder.ts'

const pod = `name: tiny
title: Tiny
systems: { generation: dgx-h100, scalableUnits: 2, spares: { shared: 2 } }
racks:
  powerW: 43000
storage:
  scratch: { backend: existing, class: fast, limits: bytes }
  home: { backend: undecided }
`

async function onTwin(override: string) {
  const dir = podFolder({ 'superpod.yaml': pod, 'targets/twin.yaml': `kind: twin\noverride:\n${override}` })
  return { dir, loaded: await loadPod(dir, 'twin'), plain: await loadPod(dir) }
}

test('an override changes what it names, and nothing beside it', async () => {
  const { loaded, plain } = await onTwin('  racks: { powerW: 20k }\n')
  expect(loaded.findings).toEqual([])
  expect(loaded.pod).toEqual({ ...plain.pod, racks: { heightU: 48, places: {}, powerW: 20_000 } })
})

test('an override may give what has a default, or what may be left out', async () => {
  const { loaded } = await onTwin('  systems: { count: 40 }\n  management: { nodes: 1 }\n')
  expect(loaded.findings).toEqual([])
  expect(loaded.pod?.systems.count).toBe(40)
  expect(loaded.pod?.management.nodes).toBe(1)
})

test('null removes: a key falls back to its default, an entry of a map by name is gone', async () => {
  const { loaded } = await onTwin('  title: null\n  racks: null\n  storage: { home: null }\n')
  expect(loaded.findings).toEqual([])
  expect(loaded.pod?.title).toBeUndefined()
  expect(loaded.pod?.racks.powerW).toBeUndefined()
  expect(Object.keys(loaded.pod?.storage ?? {})).toEqual(['scratch'])
})

test('what an override brought has its place in the file of the target, the rest in superpod.yaml', async () => {
  const { dir, loaded, plain } = await onTwin('  racks: { powerW: 20k }\n')
  expect(loaded.places.at('racks.powerW')).toEqual({ file: `${dir}/targets/twin.yaml`, line: 3, column: 20 })
  expect(loaded.places.at('storage.home.backend')).toEqual({ file: `${dir}/superpod.yaml`, line: 8, column: 20 })
  expect(plain.places.at('racks.powerW')).toEqual({ file: `${dir}/superpod.yaml`, line: 5, column: 11 })
})

test('fails where an override makes a pod that is none, and leaves the pod out', async () => {
  const { loaded, plain } = await onTwin('  systems: { scalableUnits: 0 }\n')
  expect(loaded.findings.map(({ code, path }) => [code, path])).toEqual([['schema/too-small', 'systems.scalableUnits']])
  expect(loaded.pod).toBeUndefined()
  expect(plain.pod?.systems.scalableUnits).toBe(2)
})

test('fails on the override of a target that nobody asked for, too', async () => {
  const { plain } = await onTwin('  rack: {}\n')
  expect(plain.findings.map(({ code }) => code)).toEqual(['override/unknown-key'])
})

test('a fault of superpod.yaml is told once, however many targets lay something over it', async () => {
  const dir = podFolder({
    'superpod.yaml': 'name: tiny\nsystems: { generation: dgx-h100, scalableUnits: 0 }\n',
    'targets/a.yaml': 'kind: twin\noverride: { title: A }\n',
    'targets/b.yaml': 'kind: kind\noverride: { title: B }\n',
  })
  expect((await loadPod(dir, 'a')).findings.map(({ code }) => code)).toEqual(['schema/too-small'])
})

test('an override may change storage to another kind: nothing of the old one stays', async () => {
  const { loaded } = await onTwin('  storage: { scratch: { backend: local-path, path: /data } }\n')
  expect(loaded.findings).toEqual([])
  expect(loaded.pod?.storage['scratch']).toMatchObject({ backend: 'local-path', path: '/data' })
  expect(loaded.pod?.storage['scratch']).not.toHaveProperty('class')
})

test('an override may change one field of the kind that is there', async () => {
  const { loaded } = await onTwin('  storage: { scratch: { limits: claims } }\n')
  expect(loaded.findings).toEqual([])
  expect(loaded.pod?.storage['scratch']).toMatchObject({ backend: 'existing', class: 'fast', limits: 'claims' })
})

test('fails where another kind of storage lacks what it needs, and where a key is of the old kind', async () => {
  const codes = async (override: string) => (await onTwin(override)).loaded.findings.map(({ code }) => code)
  expect(await codes('  storage: { scratch: { backend: nfs } }\n')).toEqual([
    'schema/missing-key',
    'schema/missing-key',
  ])
  expect(await codes('  storage: { scratch: { backend: local-path, class: slow } }\n')).toEqual([
    'override/unknown-key',
  ])
})
