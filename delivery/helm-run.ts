import { join } from 'node:path'
import { failure } from '#core'
import { withPatience } from '#kube'
import { type ChartLocation, helmChartArguments } from './chart-location.ts'
import { runChild } from './child.ts'
import { childEnvironment } from './child-environment.ts'
import type { DeliveryContext } from './delivery-context.ts'
import { type DeliveryStack, resourceArguments, type StackRelease } from './delivery-stack.ts'
import { errorWords } from './engine-words.ts'
import type { ReleaseName } from './release-record.ts'
import { writtenFile } from './written-file.ts'

/** Installs or upgrades one release of a stack. @throws Fault(3) that says why where it fails */
export async function helmUpgrade(
  context: DeliveryContext,
  stack: DeliveryStack,
  release: StackRelease,
  location: ChartLocation,
): Promise<void> {
  const values = join(context.workplace.planFolder, `${stack.name}.${release.name}.values.json`)
  await writtenFile(values, JSON.stringify(release.values))
  const { wait = true, timeout = 300, max_history: history = 5 } = resourceArguments(stack, release.address)
  const args = [
    'upgrade',
    '--install',
    release.name,
    ...helmChartArguments(location, release.version),
    ...['--namespace', release.namespace, '--values', values, '--history-max', String(history)],
    ...(wait ? ['--wait', '--timeout', `${timeout}s`] : []),
  ]
  await withPatience({ progress: context.progress, step: `stack ${stack.name}` }, async () => {
    const said = await helm(context, stack.name, release, args)
    if (said !== undefined) throw helmFault(context, stack.name, release, said)
  })
}

/** Removes one release with all that it made, and waits until that is gone. One that is not there is no fault. */
export async function helmUninstall(context: DeliveryContext, stack: string, release: ReleaseName): Promise<void> {
  const args = ['uninstall', release.name, '--namespace', release.namespace, '--wait', '--ignore-not-found']
  const said = await helm(context, stack, release, args)
  if (said !== undefined) throw helmFault(context, stack, release, said)
}

/** What Helm said, where it failed. */
async function helm(
  context: DeliveryContext,
  stack: string,
  release: ReleaseName,
  args: readonly string[],
): Promise<string | undefined> {
  const { helm: file, cache, workplace, env } = context
  if (!file) throw new Error('the manifests delivery was chosen without Helm')
  const homes = {
    HELM_CACHE_HOME: join(cache, 'helm'),
    HELM_CONFIG_HOME: join(cache, 'helm'),
    HELM_DATA_HOME: join(cache, 'helm'),
  }
  const { exitCode, said } = await runChild({
    name: `${stack}.${release.name}`,
    file,
    args: [...args, '--kubeconfig', workplace.kubeconfig],
    env: childEnvironment(env, homes),
    cwd: workplace.stackFolder(stack),
    log: logFile(context, stack, release),
    childFolder: workplace.childFolder,
    signal: context.signal,
  })
  return exitCode === 0 ? undefined : said
}

function logFile({ workplace }: DeliveryContext, stack: string, { name }: ReleaseName): string {
  return workplace.logFile(stack, `helm-${name}`)
}

function helmFault(context: DeliveryContext, stack: string, release: ReleaseName, said: string) {
  const { name, namespace } = release
  return failure({
    code: 'helm/failed',
    path: `${stack} ${namespace}/${name}`,
    message: `helm failed with the release ${namespace}/${name}: ${errorWords(said)}`,
    remedy: `read ${logFile(context, stack, release)}, then run the command again: it goes on where it was`,
  })
}
