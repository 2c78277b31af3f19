import { type Finding, foreignCharacters, seenForm, wordList } from '#core'
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
  const alike = lookAlikeFindings(files)
  const known = new Set(alike.map(({ path }) => path))
  // the same name in plain letters is taken: that it is no label is the lesser fault
  const own = files
    .flatMap(({ findings }) => findings)
    .filter(({ code, path }) => code !== 'name/format' || !known.has(path))
  const findings = [...folder.findings, ...own, ...alike, ...duplicateFindings(files)]
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

function nameFindings({ name }: NamedFile, root: LocatedMap): Finding[] {
  const written = writtenName(root)
  if (written === undefined || written === name) return []
  return [
    {
      code: 'file/name',
      severity: 'error',
      path: `tenants.${name}.name`,
      place: placeOf(pointAt(root, ['name'])),
      message: `the file is named ${name}.yaml, but its tenant is named ${written}`,
      remedy:
        `write name: ${name}: a name is for life, and title is what people read; ` +
        `for a new tenant beside it, write a file ${written}.yaml and keep ${name}.yaml`,
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

/** Names in characters of other scripts that read like another tenant's. */
function lookAlikeFindings(files: readonly TenantFile[]): Finding[] {
  const named = files.flatMap(({ file, root }) => {
    const name = writtenName(root)
    return root === undefined || name === undefined ? [] : [{ file, root, name }]
  })
  const foreign = named.filter(({ name }) => foreignCharacters(name).length > 0)
  return foreign.flatMap(({ file, root, name }) => {
    const seen = seenForm(name)
    const other = named.find((each) => each.name !== name && seenForm(each.name) === seen)?.name
    if (other === undefined) return []
    return [
      {
        code: 'tenant/name-look-alike',
        severity: 'error',
        path: `tenants.${file.name}.name`,
        place: placeOf(pointAt(root, ['name'])),
        message: `the name ${name} reads like ${other}, another tenant's, but is other characters (it has ${wordList(foreignCharacters(name), 'and')})`,
        remedy: 'choose a name that nobody can take for it, of small letters a to z, digits and hyphens',
      },
    ]
  })
}
