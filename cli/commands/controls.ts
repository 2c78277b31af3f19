import { podNames } from '#config'
import { didYouMean, Fault, type Finding, wordList, wrongUsage } from '#core'
import type { Cluster } from '#kube'
import type { PodModel, TenantModel } from '#model'
import { controlFindings, triedControls, untriedControls } from '#verify'
import { podArgument, targetArgument } from '../arguments.ts'
import { command, type Desk } from '../command.ts'
import { printedControls, printedMatrix } from '../control-words.ts'
import { controlsReport, type TenantStandings } from '../controls-report.ts'
import { soundPod } from '../described-pod.ts'
import { confirmedCluster, targetCluster } from '../target-cluster.ts'

/** Prints which controls protect a tenant, and tries them. */
export const controls = command({
  name: 'controls',
  summary: 'what protects a tenant, control by control: tried on the live cluster, or why not',
  description: [
    'Each control is tried here, or only configured, or a prerequisite of the host; only the first counts. A try asks the',
    'API server for its decision, in the name of the tenant’s groups: rights, and work in dry runs. Nothing is ever made.',
    'Without a tenant: all of them in a matrix. One argument alone is a pod when config/ has a folder of that name.',
  ].join('\n'),
  args: {
    tenant: { type: 'positional', required: false, description: 'name of the tenant; none: all of them' },
    pod: podArgument,
    target: targetArgument,
    untried: { type: 'boolean', description: 'judge config alone, and ask no cluster' },
  },
  examples: [
    { line: './superpod controls genomics', purpose: 'those of one tenant, tried where the twin is up' },
    { line: './superpod controls', purpose: 'those of all tenants, as a matrix' },
    { line: './superpod controls genomics gefion --target metal --json', purpose: 'on the machine, for a program' },
    { line: './superpod controls gefion --untried', purpose: 'what config says, without a cluster' },
  ],
  async run(args, desk) {
    const { tenant: name, pod } = await sorted(args, desk)
    const { model } = await soundPod({ pod, target: args.target }, desk)
    const tenants = name === undefined ? model.tenants : [tenantNamed(model, name)]
    const { cluster, remark } = args.untried ? noCluster('no cluster was asked') : await clusterToTry(model, desk)
    const standings = await tried(model, tenants, cluster, desk)
    const findings = standings.flatMap(({ tenant, controls: all }) => controlFindings(tenant.name, all))
    const [only] = standings
    return {
      data: controlsReport(model, standings, cluster !== undefined),
      findings: [...(remark ? [remark] : []), ...findings],
      text: (colors) =>
        name !== undefined && only ? printedControls(model, only, colors) : printedMatrix(model, standings, colors),
    }
  },
})

async function sorted({ tenant, pod }: { tenant?: string; pod?: string }, desk: Desk) {
  if (tenant === undefined || pod !== undefined) return { tenant, pod }
  const isPod = /[\\/]/.test(tenant) || (await podNames(desk.root)).includes(tenant)
  return isPod ? { pod: tenant } : { tenant }
}

function tenantNamed({ name: pod, tenants }: PodModel, name: string): TenantModel {
  const found = tenants.find((tenant) => tenant.name === name)
  if (found) return found
  const names = tenants.map((tenant) => tenant.name)
  const meant = didYouMean(name, names)
  throw wrongUsage({
    code: 'usage/unknown-tenant',
    path: name,
    message: `${pod} has no tenant ${name}${meant ? `: did you mean ${meant}?` : ''}`,
    remedy: names.length === 0 ? 'add a tenant with ./superpod tenant new <name>' : `use ${wordList(names)}`,
  })
}

/** The cluster to try controls on; where there is none, why. */
interface ClusterToTry {
  readonly cluster?: Cluster
  readonly remark?: Finding
}

async function clusterToTry(model: PodModel, desk: Desk): Promise<ClusterToTry> {
  try {
    const cluster = await targetCluster(model, desk)
    if (!cluster) return noCluster('there is no cluster yet', howTo(model, desk))
    return { cluster: await confirmedCluster(cluster, model, desk) }
  } catch (error) {
    if (!(error instanceof Fault) || error.findings[0]?.code !== 'twin/stopped') throw error
    return noCluster('the twin is stopped', howTo(model, desk))
  }
}

function howTo({ name, target }: PodModel, { podWord }: Desk): string {
  return `${target.kind === 'twin' ? './superpod up' : './superpod apply'} ${podWord ?? name} --target ${target.name}`
}

function noCluster(why: string, remedy?: string): ClusterToTry {
  return {
    remark: {
      code: 'controls/untried',
      severity: 'info',
      path: '',
      message: `${why}: no control is tried, and none counts`,
      ...(remedy === undefined ? {} : { remedy: `to try them, ${remedy}, then run this again` }),
    },
  }
}

async function tried(
  model: PodModel,
  tenants: readonly TenantModel[],
  cluster: Cluster | undefined,
  { progress, signal }: Desk,
): Promise<TenantStandings[]> {
  const standings: TenantStandings[] = []
  const now = new Date().toISOString()
  for (const tenant of tenants) {
    signal.throwIfAborted()
    if (!cluster) {
      standings.push({ tenant, controls: untriedControls({ model, tenant }) })
      continue
    }
    const step = `controls of ${tenant.name}`
    const controls = await triedControls({ cluster, model, tenant, now }, (id) => progress.step(step, id))
    const count = controls.filter(({ standing }) => standing === 'tried').length
    progress.done(step, `${count} of ${controls.length} tried`)
    standings.push({ tenant, controls })
  }
  return standings
}
