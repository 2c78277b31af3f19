import type { Finding } from '#core'
import { type LocatedMap, placeOf, pointAt } from './located.ts'
import { folderFiles, type NamedFile } from './pod-folder.ts'
import { judged } from './schema-findings.ts'
import { Tenant } from './tenant.ts'
import { loadedYaml } from './yaml-file.ts'

/** A tenant's file: what it says, where, and what is wrong with it. */
interface TenantFile {
  readonly tenant?: Tenant
  readonly root?: LocatedMap
  readonly file: NamedFile
  readonly findings: readonly Finding[]
}

/** The tenants of a pod. */
export interface LoadedTenants {
  /** Tenants whose files have no errors, in ascending order of their names. */
  readonly tenants: readonly Tenant[]
  /** Values of each file with places, by the name of the file. */
  readonly roots: ReadonlyMap<string, LocatedMap>
  readonly findings: readonly Finding[]
}

/** Reads `tenants/*.yaml`. @param dir - folder of the pod */
export async function loadTenants(dir: string): Promise<LoadedTenants> {
  const folder = await folderFiles(dir, 'tenants')
  const files = await Promise.all(folder.files.map(tenantFile))
  const findings = [...folder.findings, ...files.flatMap(({ findings }) => findings), ...duplicateFindings(files)]
  const sound = files.filter(({ findings }) => findings.length === 0)
  return {
    tenants: sound.flatMap(({ tenant }) => tenant ?? []),
    roots: new Map(files.flatMap(({ file, root }) => (root ? [[file.name, root]] : []))),
    findings,
  }
}

async function tenantFile(file: NamedFile): Promise<TenantFile> {
  const path = `tenants.${file.name}`
  const { root, findings } = await loadedYaml(file.file, path)
  if (!root) return { file, findings }
  const { value, findings: faults } = judged(Tenant, root, path)
  return { file, root, tenant: value, findings: [...findings, ...faults, ...nameFindings(file, root)] }
}

/** The name that a file's tenant gives itself, if it gives one. */
function writtenName(root: LocatedMap | undefined): string | undefined {
  const node = root?.entries.get('name')?.node
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined
}

function nameFindings({ name, file }: NamedFile, root: LocatedMap): Finding[] {
  const written = writtenName(root)
  if (written === undefined || written === name) return []
  return [
    {
      code: 'file/name',
      severity: 'error',
      path: `tenants.${name}.name`,
      place: placeOf(pointAt(root, ['name'])),
      message: `the file is named ${name}.yaml, but its tenant is named ${written}`,
      remedy: `rename ${file} to ${written}.yaml, or write name: ${name}`,
    },
  ]
}

function duplicateFindings(files: readonly TenantFile[]): Finding[] {
  const owners = new Map<string, NamedFile>()
  return files.flatMap(({ file, root }) => {
    const name = writtenName(root)
    if (root === undefined || name === undefined) return []
    const owner = owners.get(name)
    if (owner === undefined) {
      owners.set(name, file)
      return []
    }
    return [duplicate(name, owner, file, root)]
  })
}

function duplicate(name: string, owner: NamedFile, file: NamedFile, root: LocatedMap): Finding {
  return {
    code: 'tenant/duplicate',
    severity: 'error',
    path: `tenants.${file.name}.name`,
    place: placeOf(pointAt(root, ['name'])),
    message: `two files name their tenant ${name}, ${owner.file} too, but a name is one tenant's alone`,
    remedy: 'rename or remove one of the two tenants',
  }
}
