import { join } from 'node:path'
import type { BuildPlan } from './build-plan.ts'
import { builtPrograms, type ToolsProps } from './built-programs.ts'

/** Version of promtool: that of the Prometheus which kube-prometheus-stack 88.5.3 runs, without a `v`. */
export const promtoolVersion = '3.14.0'

/**
 * What rules are tested with. A plan of its own, and no part of what `up` compiles; the module of Prometheus 3.14.0 is
 * numbered v0.314.0. Without service discovery of clouds it compiles in a fraction of the time.
 */
export function promtoolPlan(): BuildPlan {
  return {
    folder: join(import.meta.dirname, 'go'),
    purpose: 'the tests',
    programs: [
      {
        name: 'promtool',
        module: 'prometheus',
        package: 'github.com/prometheus/prometheus/cmd/promtool',
        version: promtoolVersion,
        variables: { 'github.com/prometheus/common/version.Version': promtoolVersion },
        tags: ['remove_all_sd'],
        weightS: 75,
        versionArgs: ['--version'],
      },
    ],
  }
}

/**
 * Prometheus's own judge of rules, found or compiled.
 * @returns its absolute path
 * @throws Fault where Go is missing or too old, or where it cannot be built
 */
export async function promtool(props: ToolsProps): Promise<string> {
  const { paths } = await builtPrograms(promtoolPlan(), props, { isDone: async () => true, make: async () => {} })
  const path = paths.get('promtool')
  if (path === undefined) throw new Error('the plan of promtool has no promtool')
  return path
}
