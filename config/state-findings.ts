import { type Finding, wordList } from '#core'
import { type LocatedMap, placeOf, pointAt } from './located.ts'
import type { State } from './state.ts'
import type { Target } from './target.ts'

/** Sections of a state, each of the backend of its name. */
const sections = ['s3', 'gcs', 'azurerm', 'http', 'kubernetes'] as const

/**
 * Where a target's state does not say what its backend needs, or says it of another one; and a state that would be kept
 * in the cluster that it describes.
 * @param root - values of the target's file
 * @param path - dotted path of the target, such as `targets.metal`
 */
export function stateFindings(target: Target, root: LocatedMap, path: string): Finding[] {
  const { state } = target
  const at = (key: string) => ({ path: `${path}.state.${key}`, place: placeOf(pointAt(root, ['state', key])) })
  const found = sections.flatMap((section): Finding[] => {
    const isWanted = section === state.backend
    if (isWanted === (state[section] !== undefined)) return []
    return [
      isWanted ? { ...sectionMissing(section), ...at(section) } : { ...ofAnother(section, state), ...at(section) },
    ]
  })
  const cluster = state.backend === 'kubernetes' ? clusterFinding(target) : undefined
  return cluster ? [...found, { ...cluster, ...at('kubernetes') }] : found
}

type Words = Omit<Finding, 'path' | 'place'>

function sectionMissing(backend: string): Words {
  return {
    code: 'state/section-missing',
    severity: 'error',
    message: `the state's backend is ${backend}, but nothing says where that is`,
    remedy: `add state.${backend}, as docs/state.md has it`,
  }
}

function ofAnother(section: string, { backend }: State): Words {
  return {
    code: 'state/section-of-another',
    severity: 'error',
    message: `the state has a section ${section}, but its backend is ${backend}`,
    remedy: `write backend: ${section}, or remove the section`,
  }
}

function clusterFinding({ kind, context, kubeconfig, state: { kubernetes } }: Target): Words | undefined {
  if (!kubernetes) return undefined
  const { inCluster, ...named } = kubernetes
  const names = (['context', 'kubeconfig'] as const).filter((key) => named[key] !== undefined)
  if (inCluster && names.length > 0) return twice(names)
  if (!inCluster && named.context === undefined) return unnamed()
  const same = kind === 'kubeconfig' && !inCluster && named.context === context
  return same && usual(named.kubeconfig) === usual(kubeconfig) ? inOwn(context ?? '') : undefined
}

function usual(kubeconfig: string | undefined): string {
  return kubeconfig ?? '~/.kube/config'
}

function twice(names: readonly string[]): Words {
  return {
    code: 'state/cluster-named-twice',
    severity: 'error',
    message: `the state is in the cluster that superpod runs in (inCluster), but ${wordList(names, 'and')} names one too`,
    remedy: `remove inCluster, or ${wordList(names, 'and')}`,
  }
}

function unnamed(): Words {
  return {
    code: 'state/cluster-unnamed',
    severity: 'error',
    message: 'the state is in a cluster that nothing names, but it must be named: the current context is never used',
    remedy: 'add context, or inCluster: true where superpod runs in a pod of that cluster',
  }
}

function inOwn(context: string): Words {
  return {
    code: 'state/in-own-cluster',
    severity: 'error',
    message: `the state would be kept in the cluster that it describes, but must be elsewhere: both have the context ${context}`,
    remedy: 'keep it in another cluster or another backend: what is lost with the cluster cannot bring it back',
  }
}
