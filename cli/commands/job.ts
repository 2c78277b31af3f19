import { relative, resolve } from 'node:path'
import { didYouMean, Fault, hasErrors, wordList, wrongUsage } from '#core'
import { type JobPurpose, type JobRequest, jobFindings, jobKinds, jobPlan, jobPurposes } from '#model'
import { jobManifest } from '#view'
import { podArgument, targetArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { writtenFile } from '../written-file.ts'

/** Writes manifests of work. */
export const job = command({
  name: 'job',
  summary: 'a runnable job manifest for a tenant: queue, place, GPUs, grace period, checkpoints',
  description: [
    'job new train | notebook | inference [pod]: prints the manifest, or writes it where --output says. It is judged first:',
    'what the tenant could never run is a finding. Nothing is submitted: that is kubectl apply, as a member of the tenant.',
    'docs/jobs.md says how to submit, watch, and find out why something waits.',
  ].join('\n'),
  args: {
    action: { type: 'positional', required: false, description: 'new' },
    purpose: { type: 'positional', required: false, description: wordList(jobPurposes) },
    pod: podArgument,
    target: targetArgument,
    tenant: { type: 'string', valueHint: 'name', description: 'whose work it is' },
    systems: { type: 'string', valueHint: 'number', description: 'systems, one pod each (default: 1)' },
    gpus: {
      type: 'string',
      valueHint: 'number',
      description: 'GPUs of each pod (default: a whole system; notebook: 1)',
    },
    namespace: { type: 'string', valueHint: 'name', description: "one of the tenant's (default: its first)" },
    name: { type: 'string', valueHint: 'name', description: 'name of the job (default: what it is for)' },
    image: { type: 'string', valueHint: 'image', description: 'image of the container (default: a line to fill in)' },
    kind: { type: 'enum', options: [...jobKinds], description: 'kind of a training job (default: job)' },
    claim: { type: 'string', valueHint: 'name', description: 'PersistentVolumeClaim for checkpoints (default: none)' },
    place: {
      type: 'enum',
      options: ['preferred', 'required'],
      description: 'whether all systems must lie together (default: preferred)',
    },
    output: { type: 'string', valueHint: 'file', description: 'file to write (default: stdout)' },
  },
  examples: [
    {
      line: './superpod job new train gefion --tenant danish-language --systems 64',
      purpose: 'a gang of 64 systems, as a Job',
    },
    {
      line: './superpod job new train gefion --tenant genomics --systems 8 --kind jobset --claim runs --output run.yaml',
      purpose: 'one that starts again from its checkpoints, as a file',
    },
    { line: './superpod job new notebook --tenant drug-discovery', purpose: 'one GPU for a working day' },
    {
      line: './superpod job new inference --tenant genomics --namespace serve --systems 2',
      purpose: 'a model on two systems, behind a Service',
    },
  ],
  async run(args, desk) {
    const request = requested(args)
    const { model, findings } = await soundPod(args, desk)
    const own = jobFindings(model, request)
    if (hasErrors(own)) throw new Fault(1, own)
    const plan = jobPlan(model, request)
    const { objects, text } = jobManifest(plan)
    const file = args.output === undefined ? undefined : await written(args.output, text, desk)
    return {
      data: { name: plan.name, namespace: plan.namespace, tenant: plan.tenant.name, file: file ?? null, objects, text },
      findings: [...findings, ...own],
      text: (colors) => {
        if (file === undefined) return text.trimEnd()
        return `${colors.green('✓')} ${relative(desk.environment.cwd, file) || file}: submit it with kubectl apply -f`
      },
    }
  },
})

interface JobWords {
  readonly action?: string | undefined
  readonly purpose?: string | undefined
  readonly tenant?: string | undefined
  readonly systems?: string | undefined
  readonly gpus?: string | undefined
  readonly namespace?: string | undefined
  readonly name?: string | undefined
  readonly image?: string | undefined
  readonly kind?: string | undefined
  readonly claim?: string | undefined
  readonly place?: string | undefined
}

function requested({ action, purpose, tenant, systems, gpus, kind, place, ...rest }: JobWords): JobRequest {
  if (action !== 'new') throw notAWord('action', action, ['new'])
  const known = jobPurposes.find((each) => each === purpose)
  if (!known) throw notAWord('purpose', purpose, jobPurposes)
  if (tenant === undefined) throw noTenant(known)
  const { namespace, name, image, claim } = rest
  return {
    purpose: known,
    tenant,
    systems: count('--systems', systems),
    gpus: count('--gpus', gpus),
    kind: jobKinds.find((each) => each === kind),
    place: place === 'required' ? 'required' : 'preferred',
    ...{ namespace, name, image, claim },
  }
}

function count(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw wrongUsage({
    code: 'usage/value-unknown',
    path: flag,
    message: `${flag} is ${text}, but must be a whole number from 1 on`,
    remedy: `write ${flag} 1, for example`,
  })
}

function notAWord(what: string, word: string | undefined, known: readonly string[]) {
  const meant = word === undefined ? undefined : didYouMean(word, known)
  return wrongUsage({
    code: word === undefined ? 'usage/value-missing' : 'usage/value-unknown',
    path: what,
    message: `${what} is ${word ?? 'missing'}, but must be ${wordList(known)}${meant ? `: did you mean ${meant}?` : ''}`,
    remedy: 'write ./superpod job new train --tenant <name>, for example',
  })
}

function noTenant(purpose: JobPurpose) {
  return wrongUsage({
    code: 'usage/value-missing',
    path: '--tenant',
    message: '--tenant is missing, but work is always of a tenant',
    remedy: `write ./superpod job new ${purpose} --tenant <name>; ./superpod show tenants lists them`,
  })
}

async function written(output: string, text: string, { environment }: Desk): Promise<string> {
  const file = resolve(environment.cwd, output)
  await writtenFile(file, text)
  return file
}
