import type { Control } from './control.ts'

/** Controls on what a tenant's work may be. */
export const workControls = {
  'work/pod-security': {
    title: 'pods run without root, without privileges, and with a seccomp profile',
    heldBy: 'Pod Security `restricted`, enforced in each namespace',
    tries: 'a pod that runs as root, and one without a seccomp profile',
    iso: ['A.8.9', 'A.8.18'],
    nsa: ['pod/root', 'pod/enforcement', 'pod/environments'],
  },
  'work/no-host': {
    title: 'work shares nothing with its host: no files, network, ports, processes, memory or privileges',
    heldBy: 'ValidatingAdmissionPolicy superpod-contained-work, and Pod Security on pods',
    tries: 'hostPath, host network, ports, processes, memory and privileges, in pods and in templates of pods',
    iso: ['A.8.9', 'A.8.12', 'A.8.18'],
    nsa: ['pod/enforcement', 'pod/environments'],
  },
  'work/gpu-backdoor': {
    title: 'work gets GPUs that it asks for by quota, and no others behind the scheduler’s back',
    heldBy: 'ValidatingAdmissionPolicy superpod-contained-work: variables, mounts and annotations of the runtime',
    tries: 'NVIDIA_VISIBLE_DEVICES, device mounts and CDI annotations',
    open: 'the same variable inside an image is not seen here: host/gpu-hole',
    iso: ['A.8.3', 'A.8.6', 'A.8.12'],
    nsa: ['pod/enforcement'],
  },
  'work/devices': {
    title: 'work gets no device but GPUs and what the tenant was granted',
    heldBy: 'ValidatingAdmissionPolicy superpod-granted-devices',
    tries: 'a device that nobody was granted',
    iso: ['A.5.15', 'A.8.12'],
    nsa: ['pod/enforcement'],
  },
  'work/queued': {
    title: 'work that asks for GPUs goes through the tenant’s queue',
    heldBy: 'ValidatingAdmissionPolicy superpod-queued-gpu-work, and the webhooks of Kueue',
    tries:
      'a job that names no queue must be held in its namespace’s; where there is a job, a pod that claims to belong to it',
    iso: ['A.5.15', 'A.8.6'],
    nsa: ['network/resources'],
  },
  'work/images': {
    title: 'images come from registries that are named',
    heldBy: 'ValidatingAdmissionPolicy superpod-allowed-images',
    tries: 'an image of another registry, and one whose registry only begins alike',
    open: 'an image is judged by its name; what is in it is for the registry to scan',
    iso: ['A.8.9', 'A.8.19'],
    nsa: ['pod/images', 'pod/enforcement'],
  },
  'work/digests': {
    title: 'images are named by digest, so that what was looked at is what runs',
    heldBy: 'ValidatingAdmissionPolicy superpod-allowed-images, annotation superpod/image-digests',
    tries: 'an image by its tag',
    iso: ['A.8.9', 'A.8.19'],
    nsa: ['pod/images'],
  },
  'work/priorities': {
    title: 'work names no priority class of pods that would evict work of others',
    heldBy: 'ValidatingAdmissionPolicy superpod-placed-work',
    tries: 'the priority of the system',
    iso: ['A.5.15', 'A.8.6'],
    nsa: ['network/resources'],
  },
  'work/classes': {
    title: 'work is put in order by the classes of Kueue that the tenant may name, and by no others',
    heldBy: 'ValidatingAdmissionPolicy superpod-placed-work, annotation superpod/priorities',
    tries: 'a class that nobody was granted',
    iso: ['A.5.15', 'A.8.6'],
    nsa: ['network/resources'],
  },
  'work/services': {
    title: 'services draw no traffic of others to the tenant',
    heldBy: 'ValidatingAdmissionPolicy superpod-inner-services',
    tries: 'a service that claims addresses outside of the cluster',
    iso: ['A.8.12', 'A.8.22'],
    nsa: ['network/policies'],
  },
  'work/networks': {
    title: 'pods attach to networks of their own namespace only',
    heldBy: 'ValidatingAdmissionPolicy superpod-own-networks',
    tries: 'a network of another namespace, and another default network',
    iso: ['A.8.22'],
    nsa: ['network/namespaces', 'network/policies'],
  },
  'work/ending': {
    title: 'work is gone for the scheduler only when its processes are gone from its GPUs',
    heldBy: 'ValidatingAdmissionPolicy superpod-ended-work',
    tries: 'an eviction that leaves no time; on a twin deleting a pod that runs, without grace',
    open: 'on a real cluster the second try would itself be a request to delete work',
    iso: ['A.8.3', 'A.8.6'],
    nsa: ['pod/enforcement', 'network/resources'],
  },
} as const satisfies Readonly<Record<string, Control>>
