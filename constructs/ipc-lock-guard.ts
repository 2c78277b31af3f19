import type { KubeObject } from '#core'
import { memlockLabel } from './labels.ts'
import { baselineCapabilities } from './policy/baseline-capability.ts'
import { celList } from './policy/pod-template.ts'
import { policyBinding, policyObject } from './policy/policy-objects.ts'

const name = 'superpod-ipc-lock-only'

/**
 * Where a tenant has IPC_LOCK, which Pod Security allows in privileged namespaces only: all that `baseline` refuses is
 * refused but for that one capability.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 * @returns the policy and its binding
 */
export function ipcLockGuard(): KubeObject[] {
  return [
    policyObject({
      name,
      rules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE'],
          resources: ['pods', 'pods/ephemeralcontainers'],
          scope: 'Namespaced',
        },
      ],
      validations: [...ofPods, ...ofContainers],
    }),
    policyBinding({ policyName: name, namespaces: { matchLabels: { [memlockLabel]: 'ipc-lock' } } }),
  ]
}

const refused = (what: string, expression: string) => ({
  expression,
  message: `this namespace may lock memory, and nothing else beyond the baseline standard: ${what}`,
})

const pod = 'object.spec'
const podContext = `${pod}.securityContext`

const ofPods = [
  refused(
    'no namespaces of the host',
    ['hostNetwork', 'hostPID', 'hostIPC'].map((field) => `(!has(${pod}.${field}) || !${pod}.${field})`).join(' && '),
  ),
  refused('no hostPath volumes', `!has(${pod}.volumes) || ${pod}.volumes.all(volume, !has(volume.hostPath))`),
  refused('no sysctls', `!has(${podContext}) || !has(${podContext}.sysctls) || ${podContext}.sysctls.size() == 0`),
  refused('no weaker profiles', `!has(${podContext}) || (${profiles(podContext)})`),
]

/** Each of these must hold of every container of every kind. */
const ofContainers = [
  ofEach('no privileged containers', inContext('!has(context.privileged) || !context.privileged')),
  ofEach(
    `no capabilities but ${baselineCapabilities.join(', ')}`,
    inContext(
      `!has(context.capabilities) || !has(context.capabilities.add) || context.capabilities.add.all(each, each in ${celList(baselineCapabilities)})`,
    ),
  ),
  ofEach('no weaker profiles', inContext(profiles('context'))),
  ofEach('no other proc mounts', inContext("!has(context.procMount) || context.procMount == 'Default'")),
  ofEach(
    'no ports of the host',
    '!has(container.ports) || container.ports.all(port, !has(port.hostPort) || port.hostPort == 0)',
  ),
]

// stricter than baseline, which lets some SELinux types through
function profiles(context: string): string {
  return [
    `(!has(${context}.seccompProfile) || ${context}.seccompProfile.type != 'Unconfined')`,
    `(!has(${context}.appArmorProfile) || ${context}.appArmorProfile.type != 'Unconfined')`,
    `!has(${context}.seLinuxOptions)`,
    `!has(${context}.windowsOptions)`,
  ].join(' && ')
}

function inContext(expression: string): string {
  return `!has(container.securityContext) || (${expression.replaceAll('context.', 'container.securityContext.')})`
}

function ofEach(what: string, expression: string) {
  const every = (list: string) => `(!has(${pod}.${list}) || ${pod}.${list}.all(container, ${expression}))`
  return refused(what, ['containers', 'initContainers', 'ephemeralContainers'].map(every).join(' && '))
}
