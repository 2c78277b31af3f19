import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { type Cluster, connect } from '#kube'
import { run } from '#tools'

const namespace = 'superpod-system'

/** An expiry as the cluster has it: its very command, run with a token of its own account. */
export interface Expiry {
  /** The API as its account sees it. */
  readonly cluster: Cluster
  /**
   * Runs the command as the container would, with the program `date` told what time it is.
   * @param more - environment in place of the container's
   * @returns exit code, and all that it said
   */
  runAt(
    moment: string,
    more?: Readonly<Record<string, string>>,
  ): Promise<{ exitCode: number | undefined; said: string }>
  end(): Promise<void>
}

/** The expiry of a tenant, read from the live CronJob. @param kubectl - the program */
export async function expiryOf(
  admin: Cluster,
  tenant: string,
  { kubeconfig, kubectl }: { readonly kubeconfig: string; readonly kubectl: string },
): Promise<Expiry> {
  const job = await admin.get({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: `expiry-${tenant}`, namespace },
  })
  if (!job) throw new Error(`${tenant} has no expiry`)
  const { serviceAccountName, containers } = podOf(job)
  const [container] = containers
  if (!container) throw new Error('the job has no container')
  const [file = '', ...args] = container.command
  const folder = await mkdtemp(join(tmpdir(), 'expiry-'))
  const own = join(folder, 'kubeconfig')
  const token = await tokenOf(admin, serviceAccountName)
  const config = parse(await readFile(kubeconfig, 'utf8'))
  const [{ name }] = config.users
  await writeFile(own, stringify({ ...config, users: [{ name, user: { token } }] }), { mode: 0o600 })
  await writeFile(join(folder, 'kubectl'), `#!/bin/sh\nexec ${kubectl} "$@"\n`)
  await writeFile(join(folder, 'date'), '#!/bin/sh\nexec /bin/date -d "$MOMENT" "$@"\n')
  for (const program of ['kubectl', 'date']) await chmod(join(folder, program), 0o755)
  const environment = Object.fromEntries(container.env.map((each) => [each.name, each.value ?? '']))
  return {
    cluster: connect(own),
    async runAt(moment, more = {}) {
      const surroundings = { PATH: `${folder}:/usr/bin:/bin`, KUBECONFIG: own, MOMENT: moment }
      const env = { ...environment, ...surroundings, HOME: folder, ...more }
      const { exitCode, stdout, stderr } = await run(file, args, { env })
      return { exitCode, said: `${stdout}${stderr}` }
    },
    end: () => rm(folder, { recursive: true, force: true }),
  }
}

interface PodSpec {
  readonly serviceAccountName: string
  readonly containers: readonly {
    readonly command: readonly string[]
    readonly env: readonly { readonly name: string; readonly value?: string }[]
  }[]
}

function podOf(job: object): PodSpec {
  return (job as { spec: { jobTemplate: { spec: { template: { spec: PodSpec } } } } }).spec.jobTemplate.spec.template
    .spec
}

async function tokenOf(admin: Cluster, account: string): Promise<string> {
  const answer = await admin.send<{ status: { token: string } }>({
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
    action: `ask for a token of ${account}`,
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } },
  })
  return answer.status.token
}
