import type { KubeObject } from '#core'
import { admissionPolicy, type PolicyEnforcement } from './admission-policy.ts'
import { baselineCapabilities } from './baseline-capability.ts'
import { celList, everyContainer, everyTemplate, podRules, podVariables } from './pod-template.ts'
import type { PolicyValidation } from './policy-objects.ts'
import { termKeys, terms } from './tenant-terms.ts'

/** Volumes that hold nothing of the node's, and nothing that a driver gives to whoever asks. */
const volumes = [
  ...['configMap', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret'],
]

/** Folder whose mounts the NVIDIA container toolkit reads as a list of GPUs. */
const deviceMounts = '/var/run/nvidia-container-devices'

const isTrue = (path: string) => `has(${path}) && ${path}`

const confined = (security: string) => `
  (!has(${security}.seccompProfile) || ${security}.seccompProfile.type != 'Unconfined') &&
  (!has(${security}.appArmorProfile) || ${security}.appArmorProfile.type != 'Unconfined')`

const validations: readonly PolicyValidation[] = [
  {
    expression: everyTemplate(`!has(template.spec.volumes) || template.spec.volumes.all(volume,
      ${volumes.map((kind) => `has(volume.${kind})`).join(' || ')})`),
    message: `a volume is none of ${volumes.join(', ')}: no hostPath, no inline volume of a driver or a server; claim storage by a PersistentVolumeClaim`,
  },
  {
    expression: everyContainer(`!has(container.securityContext) ||
      (!(${isTrue('container.securityContext.privileged')}) &&
       (!has(container.securityContext.procMount) || container.securityContext.procMount == 'Default') &&
       (!has(container.securityContext.capabilities) || !has(container.securityContext.capabilities.add) ||
        container.securityContext.capabilities.add.all(added, added in ${celList(baselineCapabilities)})) &&
       ${confined('container.securityContext')})`),
    message: `a container is privileged, unconfined, sees the host's /proc, or adds a capability that is none of ${baselineCapabilities.join(', ')}`,
  },
  {
    expression: `${everyTemplate(`
      !(${isTrue('template.spec.hostNetwork')}) && !(${isTrue('template.spec.hostPID')}) && !(${isTrue('template.spec.hostIPC')}) &&
      (!has(template.spec.securityContext) ||
       (!has(template.spec.securityContext.sysctls) && ${confined('template.spec.securityContext')}))`)} && ${everyContainer(
      '!has(container.ports) || container.ports.all(port, !has(port.hostPort) || port.hostPort == 0)',
    )}`,
    message: 'work shares no network, ports, processes or kernel settings with its host, and is not unconfined',
  },
  {
    expression: everyTemplate(
      "!has(template.spec.runtimeClassName) || !template.spec.runtimeClassName.startsWith('nvidia')",
    ),
    message: 'runtimeClassName nvidia… gives GPUs to whoever did not ask for them: ask for nvidia.com/gpu instead',
  },
  {
    expression: `${everyContainer(`
      (!has(container.env) || container.env.all(variable, variable.name != 'NVIDIA_VISIBLE_DEVICES')) &&
      (!has(container.volumeMounts) ||
       container.volumeMounts.all(mount, !mount.mountPath.startsWith('${deviceMounts}')))`)} && ${everyTemplate(`
      !has(template.metadata) || !has(template.metadata.annotations) ||
      template.metadata.annotations.all(key, !key.startsWith('cdi.k8s.io/'))`)}`,
    message:
      'GPUs are asked for as nvidia.com/gpu, not by NVIDIA_VISIBLE_DEVICES, device mounts or cdi.k8s.io annotations (the same variable inside an image is not seen here: the host must refuse it)',
  },
  {
    // whichever service account it has: the token that Kubernetes mounts is in the pod by the time that it is judged
    expression: `!('${termKeys.tokens}' in variables.terms) || ${everyTemplate(`
      !(${isTrue('template.spec.automountServiceAccountToken')}) &&
      (!has(template.spec.volumes) || template.spec.volumes.all(volume, !has(volume.projected) ||
        !has(volume.projected.sources) || volume.projected.sources.all(source, !has(source.serviceAccountToken))))`)}`,
    message:
      'the tenant’s data is sensitive, so its pods get no token of a service account: leave automountServiceAccountToken out, and use the account default, or one that has automountServiceAccountToken: false',
  },
]

/**
 * The policy that keeps work off its node: no volumes, privileges or namespaces of the host, and no GPUs behind the
 * scheduler's back. It is the baseline standard once more, so that it stands where a namespace's Pod Security had to be
 * lowered for RDMA. Where a tenant's terms say so, work gets no token of a service account either.
 * @returns the policy and its bindings
 */
export function containedWork(enforcement: PolicyEnforcement = {}): KubeObject[] {
  return admissionPolicy({
    name: 'superpod-contained-work',
    note: 'NVIDIA_VISIBLE_DEVICES in the ENV of an image, or in a ConfigMap or Secret that envFrom reads: no policy on pods sees it; the container toolkit on the host must refuse it (docs/policy.md)',
    rules: podRules,
    variables: [...podVariables, terms],
    validations,
    ...enforcement,
  })
}
