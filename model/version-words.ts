import type { VersionedPart, VersionRanges } from '#catalog'

/** Parts of the version matrix as a sentence names them. */
export const partNames: Readonly<Record<VersionedPart, string>> = {
  kubernetes: 'Kubernetes',
  gpuOperator: 'gpu-operator',
  networkOperator: 'network-operator',
  kueue: 'Kueue',
  driver: 'the driver',
}

/** A part and its version, as a sentence has them: `gpu-operator 26.3.2`. */
export function printedPart(part: VersionedPart, version: string | undefined): string {
  return `${partNames[part]} ${(version ?? '?').replace(/^v/, '')}`
}

/** Ranges as a sentence has them: `Kubernetes 1.33 - 1.35, gpu-operator 26.3.1 - 26.3.2`. */
export function printedRanges(ranges: VersionRanges): string {
  return (Object.keys(ranges) as VersionedPart[]).map((part) => printedPart(part, ranges[part])).join(', ')
}
