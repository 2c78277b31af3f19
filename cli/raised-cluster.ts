import { join } from 'node:path'
import { stringify } from 'yaml'
import { failure } from '#core'
import {
  type ApplyStacksOptions,
  applyStacks,
  type DeliveryContext,
  type StackResult,
  stackOutputs,
  writeKubeconfig,
} from '#delivery'
import type { PodModel } from '#model'
import type { ClusterAccess } from '#stacks'
import type { Desk } from './command.ts'
import { withContainers } from './container-host.ts'
import { type DeliveryWords, deliveryDesk } from './delivery-desk.ts'
import { contextAlone } from './kubeconfig-context.ts'
import { loadedLayer } from './loaded-layer.ts'
import type { MadeStack } from './made-stacks.ts'
import { resultsExitCode } from './printed-results.ts'

/** What came of the layer below Kubernetes. */
export interface RaisedCluster {
  /** Of the stack that makes the cluster; empty where none was asked for. */
  readonly results: readonly StackResult[]
  /** The stacks that are on the cluster: they come next. */
  readonly rest: readonly MadeStack[]
  /** Whether the next may come. */
  readonly good: boolean
}

/**
 * Applies the stack that makes a target's cluster, and puts the cluster's kubeconfig where all later stacks look for it.
 * It is planned each time: what it is skipped by is on the cluster, which may not be there.
 */
export async function raisedCluster(
  model: PodModel,
  stacks: readonly MadeStack[],
  words: DeliveryWords,
  options: ApplyStacksOptions,
  desk: Desk,
): Promise<RaisedCluster> {
  const own = stacks.filter(({ layer }) => layer === 'cluster')
  const rest = stacks.filter(({ layer }) => layer !== 'cluster')
  const [stack] = own
  if (!stack) return { results: [], rest, good: true }
  const plain = await deliveryDesk(model, own, words, desk, { cluster: undefined })
  const context = await withContainers(plain.context, model)
  const results = await applyStacks(context, own, options)
  const good = resultsExitCode(results) === 0
  if (good) await placedAccess(model, context, stack, desk)
  return { results, rest, good }
}

/** Writes the kubeconfig of a cluster that was made. */
async function placedAccess(model: PodModel, context: DeliveryContext, stack: MadeStack, desk: Desk): Promise<void> {
  const layer = await loadedLayer(model, desk)
  if (!layer) throw new Error(`${stack.name} is of a target whose cluster nothing makes`)
  const access = layer.access(model, await stackOutputs(context, stack))
  const { workplace } = context
  const text = await kubeconfigText(model.name, access, workplace.stackFolder(stack.name))
  if (text === undefined) throw noAccess(stack.name)
  await writeKubeconfig(workplace, text)
}

async function kubeconfigText(name: string, access: ClusterAccess, folder: string): Promise<string | undefined> {
  if ('file' in access) return contextAlone([join(folder, access.file)], access.context)
  const { server, certificateAuthority, exec } = access
  const env = Object.entries(exec.env ?? {}).map(([variable, value]) => ({ name: variable, value }))
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [{ name, cluster: { server, 'certificate-authority-data': certificateAuthority } }],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            command: exec.command,
            args: exec.args,
            ...(env.length > 0 ? { env } : {}),
            interactiveMode: 'Never',
            provideClusterInfo: false,
            installHint: exec.installHint,
          },
        },
      },
    ],
  })
}

function noAccess(stack: string) {
  return failure({
    code: 'cluster/no-access',
    path: stack,
    message: `${stack} was applied, but left no kubeconfig of its cluster`,
    remedy: 'run the same command again: it is written anew',
  })
}
