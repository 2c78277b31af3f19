import { aksShapes } from './aks-shapes.ts'
import type { CloudName, CloudShape } from './cloud-shape.ts'
import { eksShapes } from './eks-shapes.ts'
import { gkeShapes } from './gke-shapes.ts'

/** GPU machines of each cloud, in order of preference for a generation. */
export const cloudShapes: Readonly<Record<CloudName, readonly CloudShape[]>> = {
  eks: eksShapes,
  gke: gkeShapes,
  aks: aksShapes,
}

/** Types of a cloud that stand for a generation. @returns the default first; empty where the cloud offers none */
export function shapesOf(cloud: CloudName, generation: string): CloudShape[] {
  return cloudShapes[cloud].filter(({ generations }) => generations.includes(generation))
}

/** What people call each cloud's Kubernetes. */
export const cloudTitles: Readonly<Record<CloudName, string>> = {
  eks: 'Amazon EKS',
  gke: 'Google Kubernetes Engine',
  aks: 'Azure Kubernetes Service',
}

/** Machines that a cloud names, but of which too little is confirmed to make one, by generation: why. */
export const unconfirmedTypes: Readonly<Record<CloudName, Readonly<Record<string, string>>>> = {
  eks: { 'dgx-gb300': 'AWS names p6e-gb300.36xlarge, but no source confirms its GPUs and network cards (EC2-IMEX)' },
  gke: {
    'dgx-gb300':
      'Google names a4x-maxgpu-4g-metal, a bare-metal machine whose networks are given to pods in a way of its own (AICR)',
  },
  aks: {},
}
