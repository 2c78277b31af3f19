import type { KubeObject } from '#core'
import { admissionPolicy, type PolicyEnforcement } from './admission-policy.ts'
import { cel, everyContainer, podRules, podVariables, type Variable } from './pod-template.ts'
import type { PolicyValidation } from './policy-objects.ts'
import { termKeys, terms } from './tenant-terms.ts'

const variables: readonly Variable[] = [
  ...podVariables,
  terms,
  {
    name: 'devices',
    expression: `'${termKeys.devices}' in variables.terms ? variables.terms['${termKeys.devices}'].split(',') : []`,
  },
]

const isGpu = "(name.startsWith('nvidia.com/gpu') || name.startsWith('nvidia.com/mig-'))"

const granted = (amounts: string) => `
  (!has(container.resources.${amounts}) || container.resources.${amounts}.all(name,
    !name.contains('/') || ${isGpu} || name in variables.devices))`

const whole = `!has(container.resources.limits) || container.resources.limits.all(name, !${isGpu} ||
  (name == 'nvidia.com/gpu' &&
   string(container.resources.limits[name]) in ['0', variables.terms['${termKeys.wholeSystems}']]))`

const validations: readonly PolicyValidation[] = [
  {
    expression: everyContainer(`!has(container.resources) || (${granted('limits')} && ${granted('requests')})`),
    message: 'work asks for a device that its tenant was not granted: rails come with the tenant’s rdma',
    messageExpression:
      "'work may ask for GPUs' + (size(variables.devices) > 0 ? ' and ' + variables.devices.join(', ') : '') + ', and for no other device: rails come with the tenant’s rdma'",
  },
  {
    expression: `!('${termKeys.wholeSystems}' in variables.terms) || ${everyContainer(
      `!has(container.resources) || ${cel(whole)}`,
    )}`,
    message: 'this tenant’s work takes whole systems: a container that asks for GPUs asks for all of its system',
    messageExpression: `'this tenant’s work takes whole systems: a container that asks for GPUs asks for nvidia.com/gpu: ' + variables.terms['${termKeys.wholeSystems}']`,
  },
]

/**
 * The policy on devices: GPUs by their resource, rails and any other device only where the tenant was granted them, and
 * whole systems where the tenant takes none but those.
 * @returns the policy and its bindings
 */
export function grantedDevices(enforcement: PolicyEnforcement = {}): KubeObject[] {
  return admissionPolicy({ name: 'superpod-granted-devices', rules: podRules, variables, validations, ...enforcement })
}
