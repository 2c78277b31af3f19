import type { KubeObject } from '#core'
import { isChartPath } from '../chart-location.ts'
import type { StackJson } from '../delivery-stack.ts'
import { type WantedProvider, wantedProviders } from '../engine-config.ts'
import { type DrawingRelease, type DrawnImages, drawnImages } from './drawn-images.ts'

/** A chart that a mirror must hold. */
export interface WantedChart {
  readonly name: string
  readonly version: string
  /** Its public home. @default none that Helm could pull from: it is put there by hand */
  readonly repository?: string
}

/** All that a pod takes from elsewhere: what a mirror must hold. */
export interface WantedMirror extends DrawnImages {
  readonly providers: readonly WantedProvider[]
  readonly charts: readonly WantedChart[]
}

/** A stack, as far as it takes something from elsewhere. */
export interface DrawingStack {
  readonly json: StackJson
  readonly objects: readonly { readonly object: KubeObject }[]
  readonly releases: readonly (DrawingRelease & { readonly repository?: string | undefined })[]
}

/** Registries of the two engines: a mirror serves both. */
const registries = ['registry.opentofu.org', 'registry.terraform.io']

/** What a mirror for these stacks must hold. */
export function wantedMirror(stacks: readonly DrawingStack[]): WantedMirror {
  const providers = new Map<string, WantedProvider>()
  const charts = new Map<string, WantedChart>()
  for (const { source, version } of stacks.flatMap(({ json }) => wantedProviders(json))) {
    for (const host of registries) {
      const own = `${host}/${source.split('/').slice(-2).join('/')}`
      providers.set(`${own} ${version}`, { source: own, version })
    }
  }
  const releases = stacks.flatMap((stack) => stack.releases)
  for (const { chart, version = '', repository } of releases) {
    // what is beside the JSON needs no mirror
    if (isChartPath(chart)) continue
    charts.set(`${chart} ${version}`, { name: chart, version, ...(repository === undefined ? {} : { repository }) })
  }
  return {
    providers: inOrder(providers),
    charts: inOrder(charts),
    ...drawnImages(
      releases,
      stacks.flatMap(({ objects }) => objects.map(({ object }) => object)),
    ),
  }
}

function inOrder<Item>(items: ReadonlyMap<string, Item>): Item[] {
  return [...items].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item)
}
