import { stringify } from 'yaml'
import { counted } from '#core'
import { type PodModel, rackLabels } from '#model'
import type { ExportFile } from './export-file.ts'
import type { PhysicalPlan } from './physical-plan.ts'

/** By this annotation Topograph knows that systems share an NVLink domain. */
const domainAnnotation = 'accelerator.topology.test/domain'

/**
 * The pod as a model that Topograph reads: its own form of a simulated topology. Topograph gives every switch one parent
 * and every node one switch; a rail-optimised fabric has neither, so what stands for one switch here is all leaves of a
 * unit, and above them all that joins units: which is how far apart two systems are.
 * @see https://github.com/NVIDIA/topograph/blob/main/docs/modeling.md
 */
export function topographModel({ model }: PhysicalPlan): ExportFile {
  const { scalableUnits, systems } = model
  const content = {
    switches: { [fabricName(model)]: { switches: scalableUnits } },
    blocks: model.racks.filter((rack) => rack.systems.length > 0).map(block),
  }
  return {
    name: 'topograph-model.yaml',
    content: `${heading(model)}${stringify(content, { lineWidth: 0, indentSeq: false })}`,
    rows: systems.length,
    size: counted(systems.length, 'node'),
  }
}

function block(rack: PodModel['racks'][number]) {
  const { scalableUnit, systems, nvlinkDomain } = rack
  return {
    switch: scalableUnit,
    nodes: systems,
    labels: rackLabels(rack),
    ...(nvlinkDomain === undefined ? {} : { annotations: { [domainAnnotation]: nvlinkDomain } }),
  }
}

// a pod may have the name of a unit
function fabricName({ name }: PodModel): string {
  return `${name}-compute`
}

function heading({ title, generation, scalableUnits }: PodModel): string {
  const [unit] = scalableUnits
  return [
    `# ${title} (${generation.title}) as a model for Topograph, made by ./superpod export.`,
    `# Topograph's switches are a tree, and a rail-optimised fabric is none: ${unit} stands for all switches that every`,
    '# system of that unit meets, a level above it for all that joins units. One block is one rack.',
    '',
  ].join('\n')
}
