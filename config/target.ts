import { z } from 'zod'
import { Artifacts } from './artifacts.ts'
import { Freeze } from './freeze.ts'
import { State } from './state.ts'
import { TargetAks } from './target-aks.ts'
import { TargetEks } from './target-eks.ts'
import { TargetGke } from './target-gke.ts'
import { TargetKind } from './target-kind.ts'

/** A place that the pod can be delivered to, as `targets/<name>.yaml` writes it. */
export const Target = z
  .strictObject({
    kind: z
      .enum(['twin', 'kind', 'kubeconfig', 'eks', 'gke', 'aks'])
      .meta({ description: 'What the cluster is; a section of the same name holds what only that kind has.' }),
    engine: z
      .enum(['terraform', 'tofu'])
      .default('terraform')
      .meta({ description: 'Engine that applies; it decides the registry host of the providers.' }),
    context: z
      .string()
      .regex(/^\S(?:[^\p{Cc}]{0,251}\S)?$/u, 'the name of a context in the kubeconfig')
      .optional()
      .meta({ description: 'Context of the kubeconfig; a kubeconfig target must name one, never "current".' }),
    kubeconfig: z
      .string()
      .regex(/^[^\p{Cc}]{1,1024}$/u, 'the path of a file')
      .optional()
      .meta({ description: 'Path of the kubeconfig. Default: ~/.kube/config.' }),
    clusterId: z
      .string()
      .regex(
        /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
        'the UID of the namespace kube-system: 32 hexadecimal digits in 5 groups',
      )
      .optional()
      .meta({ description: 'UID of the kube-system namespace: any other cluster is refused.' }),
    kindCluster: TargetKind.optional(),
    eks: TargetEks.optional(),
    gke: TargetGke.optional(),
    aks: TargetAks.optional(),
    state: State.prefault({}),
    freeze: Freeze.optional(),
    artifacts: Artifacts.optional().meta({
      description: 'Where charts and images are taken from instead of their public homes.',
    }),
    override: z
      .record(z.string(), z.unknown())
      .default({})
      .meta({ description: 'A patch over superpod.yaml: merges maps only, null removes.' }),
  })
  .meta({ title: 'targets/<name>.yaml', description: 'A place that the pod can be delivered to.' })
export type Target = z.output<typeof Target>
