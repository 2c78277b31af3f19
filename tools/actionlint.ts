import { join } from 'node:path'
import type { BuildPlan } from './build-plan.ts'
import { builtPrograms, type ToolsProps } from './built-programs.ts'

/** Version of actionlint, without a `v`. */
export const actionlintVersion = '1.7.12'

/** What workflows of GitHub Actions are judged with. A plan of its own, and no part of what `up` compiles. */
export function actionlintPlan(): BuildPlan {
  return {
    folder: join(import.meta.dirname, 'go'),
    purpose: 'the tests',
    programs: [
      {
        name: 'actionlint',
        module: 'actionlint',
        package: 'github.com/rhysd/actionlint/cmd/actionlint',
        version: actionlintVersion,
        variables: { 'github.com/rhysd/actionlint.version': actionlintVersion },
        weightS: 18,
        versionArgs: ['-version'],
      },
    ],
  }
}

/**
 * The judge of workflows, found or compiled.
 * @returns its absolute path
 * @throws Fault where Go is missing or too old, or where it cannot be built
 */
export async function actionlint(props: ToolsProps): Promise<string> {
  const { paths } = await builtPrograms(actionlintPlan(), props, { isDone: async () => true, make: async () => {} })
  const path = paths.get('actionlint')
  if (path === undefined) throw new Error('the plan of actionlint has no actionlint')
  return path
}
