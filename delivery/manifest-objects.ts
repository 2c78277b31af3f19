import { parse } from 'yaml'
import type { KubeObject } from '#core'
import type { ObjectRef } from '#kube'

/** One object of a manifest: what names it, and its text, parsed only where it is needed. */
export interface ManifestObject {
  readonly ref: ObjectRef
  object(): KubeObject
}

/**
 * The objects of a manifest, without parsing it: a chart's CRDs alone are a megabyte of YAML.
 * @returns those that a name can be read of
 */
export function manifestObjects(manifest: string): ManifestObject[] {
  return manifest.split(/^---(?:[ \t].*)?$/m).flatMap((text) => manifestObject(text) ?? [])
}

function manifestObject(text: string): ManifestObject | undefined {
  const json = /^\s*(?:#.*\n\s*)*\{/.test(text)
  const ref = json ? (parse(text) as ObjectRef) : refOf(text)
  if (!ref?.kind || !ref.metadata?.name) return undefined
  return { ref, object: () => parse(text) as KubeObject }
}

function refOf(text: string): ObjectRef | undefined {
  const [apiVersion, kind] = [scalar(text, /^apiVersion:\s*(\S+)/m), scalar(text, /^kind:\s*(\S+)/m)]
  const metadata = /^metadata:\s*\n((?:[ \t]+.*\n?|\s*\n)*)/m.exec(text)?.[1] ?? ''
  const indent = /^([ \t]+)\S/m.exec(metadata)?.[1] ?? '  '
  const field = (name: string) => scalar(metadata, new RegExp(`^${indent}${name}:\\s*(\\S+)`, 'm'))
  const [name, namespace] = [field('name'), field('namespace')]
  if (!apiVersion || !kind || !name) return undefined
  return { apiVersion, kind, metadata: namespace ? { name, namespace } : { name } }
}

function scalar(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[1]?.replace(/^["']|["']$/g, '')
}
