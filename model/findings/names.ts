import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'
import { stackName } from '../stack-name.ts'

/** Longest value of a label, and as much of it as the Secret of a state has for the name of its stack. */
const [ofLabel, ofSecret] = [63, 60]

/** Names that are too long together: of pod, target and tenant a stack's name is made, and no cluster takes a longer one. */
export function nameFindings(model: PodModel): Finding[] {
  const stacks = [
    { path: 'name', name: stackName(model, 'platform') },
    ...model.tenants.map((tenant) => {
      return { path: `tenants.${tenant.name}.name`, name: stackName(model, 'tenant', tenant.name) }
    }),
  ]
  const longest = model.target.state.backend === 'kubernetes' ? ofSecret : ofLabel
  return stacks
    .filter(({ name }) => name.length > longest)
    .map(({ path, name }) => ({
      code: 'name/too-long-together',
      severity: 'error',
      path,
      message: `the stack ${name} would have a name of ${name.length} characters, but it may have ${longest}`,
      remedy: `shorten the name of the pod, the target or the tenant by ${name.length - longest} characters; names are for life, so choose before anything is applied`,
    }))
}
