import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parse } from 'yaml'
import { type LoadedPod, Tenant } from '#config'
import { didYouMean, Fault, type Finding, hasErrors, wordList, wrongUsage } from '#core'
import { modelFindings, type PodModel, podModel, proposalFindings, type TenantRequest, tenantProposal } from '#model'
import { podArgument, targetArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { tenantFile } from '../tenant-file.ts'
import { releasedSystems } from '../tenant-release.ts'
import { writtenFile } from '../written-file.ts'

const sensitivities = ['open', 'internal', 'sensitive'] as const

/** Writes the file of a new tenant, and what ends the quarantine of systems that one left. */
export const tenant = command({
  name: 'tenant',
  summary: 'a new tenant: its file, commented and valid; the release of systems that a sensitive one left',
  description: [
    'tenant new <name> [pod]: writes tenants/<name>.yaml, or prints it. It is judged first, together with all that is',
    'there: what check would refuse is not written, and no file is ever overwritten. Nothing is applied.',
    'tenant release <tenant|systems> [pod]: writes into superpod.yaml who stands for it that systems in quarantine are',
    'clean, and the day. docs/sensitive.md has the whole way.',
  ].join('\n'),
  args: {
    action: { type: 'positional', required: false, description: 'new | release' },
    name: {
      type: 'positional',
      required: false,
      description: 'name of the tenant: for life; to release: a tenant, or systems, racks, units',
    },
    pod: podArgument,
    target: targetArgument,
    gpus: {
      type: 'string',
      valueHint: 'number',
      description: 'GPUs to guarantee (default: those of one system, or of its own ones)',
    },
    title: { type: 'string', valueHint: 'text', description: 'what people call it (default: its name)' },
    sensitivity: {
      type: 'enum',
      options: [...sensitivities],
      description: 'how much harm a leak would do (default: internal)',
    },
    dedicated: {
      type: 'string',
      valueHint: 'places',
      description: 'systems, racks or units for it alone (default: none; if sensitive, free ones)',
    },
    stdout: { type: 'boolean', description: 'print the file instead of writing it' },
    confirm: {
      type: 'string',
      valueHint: 'words',
      description: 'to release: nvme-wiped,gpus-reset, once both are done',
    },
    by: { type: 'string', valueHint: 'name', description: 'to release: who stands for it' },
  },
  examples: [
    { line: './superpod tenant new robotics', purpose: 'a system’s GPUs of the shared pool' },
    {
      line: './superpod tenant new robotics gefion --gpus 32 --title "Robots that learn" --stdout',
      purpose: 'to look at before it is a file',
    },
    {
      line: './superpod tenant new trials gefion --sensitivity sensitive --gpus 16',
      purpose: 'for health data, with two free systems of its own',
    },
    {
      line: './superpod tenant release genomics gefion --confirm nvme-wiped,gpus-reset --by "Ada Lovelace"',
      purpose: 'what genomics left is clean, and may be given to others',
    },
  ],
  async run(args, desk) {
    if (args.action === 'release') return releasedSystems({ ...args, name: releasedName(args.name) }, desk)
    const request = requested(args)
    const { error } = Tenant.shape.name.safeParse(request.name)
    if (error)
      throw new Fault(
        1,
        error.issues.map((issue) => fieldFinding({ ...issue, path: ['name'] })),
      )
    const { model, loaded } = await soundPod(args, desk)
    const file = resolve(desk.environment.cwd, loaded.dir, 'tenants', `${request.name}.yaml`)
    if (!args.stdout && existsSync(file)) throw new Fault(1, [alreadyThere(request.name, file)])
    const proposal = tenantProposal(model, request)
    const room = proposalFindings(model, request, proposal)
    if (room.length > 0) throw new Fault(1, room)
    const path = relative(join(file, '..'), join(desk.root, 'config', 'tenant.schema.json'))
    const text = tenantFile(model, {
      ...{ name: request.name, title: args.title ?? request.name, sensitivity: request.sensitivity, proposal },
      ...(path.startsWith('../../../') ? {} : { schema: path }),
    })
    const own = judged(text, model, loaded, desk.today)
    if (hasErrors(own)) throw new Fault(1, own)
    if (!args.stdout) await writtenFile(file, text)
    const data = { name: request.name, file: args.stdout ? null : file, ...proposal, text }
    return {
      data,
      findings: own,
      text: (colors) => (args.stdout ? text.trimEnd() : `${colors.green('✓')} ${said(file, desk)}`),
    }
  },
})

function said(file: string, { environment, podWord }: Desk): string {
  const check = `./superpod check${podWord === undefined ? '' : ` ${podWord}`}`
  return `${relative(environment.cwd, file)}: name its groups under access, then ${check}`
}

interface TenantWords {
  readonly action?: string | undefined
  readonly name?: string | undefined
  readonly gpus?: string | undefined
  readonly sensitivity?: string | undefined
  readonly dedicated?: string | undefined
}

function requested({ action, name, gpus, sensitivity, dedicated }: TenantWords): TenantRequest {
  if (action !== 'new') throw missing('action', action, 'new', 'release')
  if (name === undefined) throw missing('name', name, 'the name of a tenant that is to be')
  if (gpus !== undefined && !/^\d{1,6}$/.test(gpus)) throw missing('--gpus', gpus, 'a whole number')
  return {
    name,
    sensitivity: sensitivities.find((each) => each === sensitivity) ?? 'internal',
    gpus: gpus === undefined ? undefined : Number(gpus),
    dedicated: dedicated?.split(',').filter((place) => place !== ''),
  }
}

function releasedName(name: string | undefined): string {
  if (name === undefined) throw missing('name', name, 'a tenant, or systems, racks and units that one left')
  return name
}

function missing(what: string, word: string | undefined, ...known: readonly string[]) {
  const meant = word === undefined ? undefined : didYouMean(word, known)
  const allowed = wordList(known)
  return wrongUsage({
    code: word === undefined ? 'usage/value-missing' : 'usage/value-unknown',
    path: what,
    message: `${what} is ${word ?? 'missing'}, but must be ${allowed}${meant ? `: did you mean ${meant}?` : ''}`,
    remedy: 'write ./superpod tenant new <name>, for example',
  })
}

function alreadyThere(name: string, file: string): Finding {
  return {
    code: 'tenant/file-exists',
    severity: 'error',
    path: file,
    message: `${file} is there already, but nothing is overwritten`,
    remedy: `choose another name than ${name}, or edit the file`,
  }
}

/** What the pod would have against the tenant, and did not have before. */
function judged(text: string, before: PodModel, loaded: LoadedPod, at: string): Finding[] {
  const parsed = Tenant.safeParse(parse(text))
  if (!parsed.success) return parsed.error.issues.map(fieldFinding)
  const tenants = [...loaded.tenants, parsed.data].sort((a, b) => (a.name < b.name ? -1 : 1))
  const known = new Set(modelFindings(before, { at }).map(({ code, path }) => `${code} ${path}`))
  return modelFindings(podModel({ ...loaded, tenants }), { at }).filter(
    ({ code, path, severity }) => severity !== 'info' && !known.has(`${code} ${path}`),
  )
}

function fieldFinding(issue: { path: PropertyKey[]; message: string; params?: Record<string, unknown> }): Finding {
  const { code = 'schema/format', remedy = `write ${issue.message}` } = issue.params ?? {}
  const path = issue.path.map(String).join('.')
  return {
    code: String(code),
    severity: 'error',
    path,
    message: `${path} is refused, but must be ${issue.message}`,
    remedy: String(remedy),
  }
}
