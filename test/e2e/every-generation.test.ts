import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { generations } from '#catalog'
import { connect } from '#kube'
import { podFolder } from '../kit/pod-folder.ts'
import { superpodJson } from '../kit/superpod.ts'
import { compiledTools } from '../twin/kit/small-machine.ts'

const minute = 60_000

describe.skipIf(!compiledTools)('every generation (skipped where the tools of the twin are not compiled)', () => {
  test.each(Object.values(generations))(
    'a unit of $title runs on the twin, and places a gang on all its systems',
    { timeout: 8 * minute },
    async ({ generation, gpu, rack, systemsPerScalableUnit, managerCables }) => {
      const systems = systemsPerScalableUnit.value - (managerCables ? 1 : 0)
      const gpus = systems * gpu.count
      const pod = podFolder({
        'superpod.yaml': `name: unit\nsystems: { generation: ${generation}, scalableUnits: 1 }\n`,
        'tenants/ada.yaml': tenant(gpus),
      })
      const workspace = mkdtempSync(join(tmpdir(), 'superpod-unit-'))
      onTestFinished(() => rmSync(workspace, { recursive: true, force: true }))
      const options = { env: { SUPERPOD_WORKSPACE: workspace }, cwd: workspace }
      onTestFinished(async () => void (await superpodJson(['destroy', pod], options)), minute)

      const { data, exitCode } = await superpodJson(['up', pod, '--delivery', 'manifests'], options)
      expect({ exitCode, errors: errorsOf(data) }).toEqual({ exitCode: 0, errors: [] })
      expect(data).toMatchObject({ systems, gpus, proof: { systems, gpus, scalableUnits: 1 } })

      const nodes = await connect(data.kubeconfig).list({
        apiVersion: 'v1',
        kind: 'Node',
        labels: { 'nvidia.com/gpu.present': 'true' },
      })
      expect(nodes).toHaveLength(systems)
      const capacities = nodes.map(({ status }) => (status as { capacity: Record<string, string> }).capacity)
      expect(new Set(capacities.map((capacity) => capacity['nvidia.com/gpu']))).toEqual(new Set([`${gpu.count}`]))
      const domains = new Set(nodes.map(({ metadata }) => metadata.labels?.['superpod/nvlink-domain']))
      expect(domains.size).toBe(rack.nvlinkSwitchTrays ? systems / (rack.systemsPerRack.value.at(-1) ?? 0) : 1)
    },
  )
})

/** A tenant that may hold every GPU of the unit. */
function tenant(gpus: number): string {
  return `name: ada
title: Analytical engines
gpus: { guaranteed: ${gpus}, burst: ${gpus} }
namespaces: { train: {} }
sensitivity: open
access: { members: [ada] }
`
}

function errorsOf({ findings }: { findings: { code: string; severity: string }[] }): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)
}
