import type { Finding } from '#core'
import { type LocatedMap, placeOf, pointAt } from './located.ts'
import type { Target } from './target.ts'
import { targetSections } from './target-section.ts'

/** Keys of a target that say which cluster is meant. */
const clusterKeys = ['context', 'kubeconfig', 'clusterId'] as const

/** Kinds that are nothing without their section: somebody has to say where the cloud is. */
const needsSection = ['eks', 'gke', 'aks'] as const

/**
 * Keys of a target that do not go with its kind: a kubeconfig target names its context, all others make their own cluster,
 * and each cloud has a section of its own.
 * @param root - values of the target's file
 * @param path - dotted path of the target, such as `targets.metal`
 */
export function targetFindings(target: Target, root: LocatedMap, path: string): Finding[] {
  return [
    ...clusterFindings(target, root, path),
    ...Object.entries(targetSections)
      .filter(([kind, section]) => kind !== target.kind && target[section] !== undefined)
      .map(([kind, section]) => notForKind(target, section, kind, root, path)),
    ...needsSection
      .filter((kind) => kind === target.kind && target[kind] === undefined)
      .map((kind) => sectionMissing(kind, root, path)),
  ]
}

function clusterFindings(target: Target, root: LocatedMap, path: string): Finding[] {
  if (target.kind === 'kubeconfig') return target.context === undefined ? [contextMissing(root, path)] : []
  return clusterKeys
    .filter((key) => target[key] !== undefined)
    .map((key) => notForKind(target, key, 'kubeconfig', root, path))
}

function notForKind(target: Target, key: string, kind: string, root: LocatedMap, path: string): Finding {
  return {
    code: 'target/not-for-kind',
    severity: 'error',
    path: `${path}.${key}`,
    place: placeOf(pointAt(root, [key])),
    message: `the target has ${key} and is a ${target.kind}, but only a ${kind} target has ${key}`,
    remedy: `remove ${key}, or write kind: ${kind}`,
  }
}

function sectionMissing(kind: string, root: LocatedMap, path: string): Finding {
  return {
    code: 'target/section-missing',
    severity: 'error',
    path: `${path}.${kind}`,
    place: placeOf(pointAt(root, ['kind'])),
    message: `the target is of the kind ${kind}, but has no section ${kind}, which says where the cluster shall be`,
    remedy: `add the section ${kind}, as docs/targets.md shows it`,
  }
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
