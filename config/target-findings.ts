import type { Finding } from '#core'
import { type LocatedMap, placeOf, pointAt } from './located.ts'
import type { Target } from './target.ts'

/** Keys of a target that say which cluster is meant. */
const clusterKeys = ['context', 'kubeconfig', 'clusterId'] as const

/**
 * Keys of a target that do not go with its kind: a kubeconfig target names its context, a twin and a kind cluster make
 * their own.
 * @param root - values of the target's file
 * @param path - dotted path of the target, such as `targets.metal`
 */
export function targetFindings(target: Target, root: LocatedMap, path: string): Finding[] {
  if (target.kind === 'kubeconfig') return target.context === undefined ? [contextMissing(root, path)] : []
  return clusterKeys
    .filter((key) => target[key] !== undefined)
    .map((key) => ({
      code: 'target/not-for-kind',
      severity: 'error',
      path: `${path}.${key}`,
      place: placeOf(pointAt(root, [key])),
      message: `the target has ${key} and is a ${target.kind}, but only a kubeconfig target has ${key}`,
      remedy: `remove ${key}, or write kind: kubeconfig`,
    }))
}

function contextMissing(root: LocatedMap, path: string): Finding {
  return {
    code: 'target/context-missing',
    severity: 'error',
    path: `${path}.context`,
    place: placeOf(pointAt(root, ['context'])),
    message: 'the target names no context, but a kubeconfig target must name one: the current context is never used',
    remedy: 'add context, with the name that "kubectl config get-contexts" shows',
  }
}
