import type { Control } from './control.ts'

/** Controls on where a tenant's work runs, how much of it, and until when. */
export const shareControls = {
  'placement/own-systems': {
    title: 'work runs on systems that no other tenant’s work runs on',
    heldBy:
      'a pool of its own: ResourceFlavor, NoSchedule taints, and superpod-placed-work against tolerations of others',
    tries:
      'members of other tenants tolerating the taint of its systems; and whether each of its systems has the taint',
    open: 'what a taint keeps away is the scheduler’s to decide, and is not tried here',
    iso: ['A.8.3', 'A.8.22'],
    nsa: ['network/workers'],
  },
  'placement/scheduler': {
    title: 'work goes where queue and scheduler put it: it names no node, no toleration and no other scheduler',
    heldBy: 'ValidatingAdmissionPolicy superpod-placed-work',
    tries: 'a node by name, tolerations of everything, of management nodes and of systems of others, another scheduler',
    iso: ['A.5.15', 'A.8.22'],
    nsa: ['network/workers', 'pod/enforcement'],
  },
  'placement/whole-systems': {
    title: 'work takes whole systems, so that nobody shares one with it',
    heldBy: 'ValidatingAdmissionPolicy superpod-granted-devices, annotation superpod/whole-systems',
    tries: 'work that asks for a part of a system',
    iso: ['A.8.3', 'A.8.12'],
    nsa: ['network/workers'],
  },
  'placement/registers-tainted': {
    title: 'its systems have their taint from the moment that they register, not up to a minute later',
    heldBy: 'a setting of the kubelet: registerWithTaints',
    open: 'a setting of the host that the API does not tell',
    iso: ['A.8.9', 'A.8.22'],
    nsa: ['network/workers'],
  },
  'queues/apart': {
    title: 'its queue neither lends nor borrows: nobody else ever has its systems',
    heldBy: 'a ClusterQueue in no cohort, burst equal to what is guaranteed',
    open: 'Kueue decides it when it admits work; here the queue on the cluster is compared with config',
    iso: ['A.8.3', 'A.8.6'],
    nsa: ['network/resources'],
  },
  'queues/quota': {
    title: 'no namespace holds more GPUs at once than the tenant may',
    heldBy: 'a ResourceQuota in each namespace, and the ClusterQueue over all of them',
    tries: 'a pod that asks for more GPUs than a namespace may hold',
    open: 'what all namespaces hold together is Kueue’s to decide when it admits work',
    iso: ['A.8.6'],
    nsa: ['network/resources'],
  },
  'queues/expiry': {
    title: 'after its last day its queue is held, after the grace drained, with nobody at the keyboard',
    heldBy: 'a CronJob in superpod-system that runs in UTC',
    open: 'that the CronJob fires is not tried',
    iso: ['A.5.18'],
    nsa: ['access/roles'],
  },
  'queues/expiry-account': {
    title: 'what ends the tenant can do nothing else: hold or drain that one queue, never release or change it',
    heldBy: 'ValidatingAdmissionPolicy superpod-expiry, and a role to that one queue by name',
    tries:
      'as that account: holding its queue, which it must; another order of it, a cohort, the queue of another tenant',
    iso: ['A.5.15', 'A.8.2'],
    nsa: ['access/roles', 'pod/tokens'],
  },
} as const satisfies Readonly<Record<string, Control>>
