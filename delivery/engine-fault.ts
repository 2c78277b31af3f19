import { dirname } from 'node:path'
import { type Fault, failure, wordList } from '#core'
import { cloudFault } from './cloud-fault.ts'
import type { StackJson } from './delivery-stack.ts'
import type { WantedProvider } from './engine-config.ts'
import { errorWords } from './engine-words.ts'
import { stateFault } from './state-fault.ts'

/** A run of the engine that failed. */
export interface FailedRun {
  /** Name of the engine. */
  readonly engine: string
  readonly stack: string
  readonly verb: string
  /** What it said, both streams. */
  readonly said: string
  /** File that has all of it. */
  readonly log: string
  /** Folder `providers/` of the mirror. */
  readonly mirror: string
  readonly providers: readonly WantedProvider[]
  /** `linux_amd64`. */
  readonly platform: string
  /** Folder that it ran in. */
  readonly cwd: string
  readonly json: StackJson
}

/** The fault for a failed run of the engine: what it was about, and what to do. */
export function engineFault(failed: FailedRun): Fault {
  const known = recognised(failed)
  if (known) return failure({ ...known, path: failed.stack })
  return failure({
    code: 'engine/failed',
    path: failed.stack,
    message: `${failed.verb} of ${failed.stack} failed: ${errorWords(failed.said)}`,
    remedy: `read ${failed.log}, then run the command again: it goes on where it was`,
  })
}

function recognised(failed: FailedRun) {
  const { said, stack } = failed
  if (/no space left on device/i.test(said)) {
    return {
      code: 'disk/full',
      message: `no space was left on the disk while ${failed.verb} of ${stack} ran`,
      remedy: 'free some space, then run the command again: the state before it is in state/backup',
    }
  }
  if (failed.verb === 'init' && isAboutProviders(said)) return noProviders(failed)
  const ofState = stateFault(failed)
  if (ofState) return ofState
  const ofCloud = cloudFault(failed)
  if (ofCloud) return ofCloud
  if (/locating chart|download chart/.test(said)) return noCharts(failed)
  if (/no\s+matches for kind/.test(said)) return kindUnknown(failed)
  if (/Kubernetes cluster unreachable|connect: connection refused|no such host|i\/o timeout/.test(said)) {
    return {
      code: 'cluster/unreachable',
      message: `the cluster did not answer while ${failed.verb} of ${stack} ran: ${errorWords(said)}`,
      remedy: 'start the cluster, or check the server in its kubeconfig, then run the command again',
    }
  }
  return undefined
}

/** Charts that the engine could not get, as it names them. */
function noCharts({ said, stack, mirror }: FailedRun) {
  const plain = said.replaceAll(/\s+/g, ' ')
  const charts = [...plain.matchAll(/Unable to locate chart (\S+): /g)].map(([, name = '']) => name)
  const hosts = [...plain.matchAll(/(?:https|oci):\/\/([^\s/":]+)/g)].map(([, host = '']) => host)
  const named = wordList([...new Set(charts)], 'and')
  return {
    code: 'chart/unreachable',
    message: `${stack} needs ${named || 'charts'}, but neither ${wordList([...new Set(hosts)]) || 'their home'} nor the mirror ${dirname(mirror)}/charts has them`,
    remedy: `put each as <name>-<version>.tgz into ${dirname(mirror)}/charts, by helm pull on a machine that reaches its home`,
  }
}

/** A kind that nobody has brought: those of the charts come with them, but some an operator brings when it runs. */
function kindUnknown({ said, stack, verb, log }: FailedRun) {
  const plain = said.replaceAll(/[│╷╵\s]+/g, ' ')
  const kinds = [...plain.matchAll(/no matches for kind "(\w+)"/g)].map(([, kind = '']) => kind)
  return {
    code: 'cluster/kind-unknown',
    message: `the cluster has no matches for kind ${wordList([...new Set(kinds)], 'and')} yet, which ${verb} of ${stack} needs`,
    remedy: `see that the operator that brings it runs, then run the command again: it goes on where it was (${log})`,
  }
}

function isAboutProviders(said: string): boolean {
  return /Failed to (query available provider packages|install provider)|could not connect to|Inconsistent/.test(said)
}

function noProviders({ engine, providers, mirror, platform, said }: FailedRun) {
  const wanted = providers.find(({ source }) => said.includes(source.split('/').slice(1).join('/'))) ?? providers[0]
  const [host = 'the registry'] = wanted?.source.split('/') ?? []
  const file = `${mirror}/${wanted?.source}/${wanted?.version}/${platform}`
  return {
    code: 'providers/unreachable',
    message: `https://${host} does not give ${wanted?.source} ${wanted?.version}, and the mirror does not have it: ${file}`,
    remedy:
      'let this machine reach the registry, or make a mirror where it is reached: ' +
      `${engine} providers mirror ${mirror} (in the folder of a stack), and copy that folder here`,
  }
}
