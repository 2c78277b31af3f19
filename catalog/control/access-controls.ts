import type { Control } from './control.ts'

/** Controls on who may do what. */
export const accessControls = {
  'access/identity': {
    title: 'people are who one named provider says they are, and no token makes anybody part of Kubernetes itself',
    heldBy: 'AuthenticationConfiguration of the API server: one issuer, a prefix before every person and group',
    open: 'no token of the provider is at hand to try it with',
    iso: ['A.5.16', 'A.8.5'],
    nsa: ['access/authentication'],
  },
  'access/roles': {
    title: 'each role may do in the tenant’s namespaces what it is for, and no more',
    heldBy: 'ClusterRoles superpod-tenant-admin, -member, -viewer and -auditor, bound in each namespace',
    tries: 'what each group may do to work, Secrets, accounts and sessions',
    iso: ['A.5.15', 'A.5.18', 'A.8.3'],
    nsa: ['access/roles', 'network/secrets'],
  },
  'access/own-namespaces': {
    title: 'nobody of the tenant may do anything in a namespace of another tenant',
    heldBy: 'bindings in the tenant’s own namespaces only, none of the whole cluster',
    tries: 'every right of each group and each pod account in namespaces of others',
    iso: ['A.5.15', 'A.8.3', 'A.8.12'],
    nsa: ['network/namespaces', 'access/roles'],
  },
  'access/platform': {
    title: 'nobody of the tenant may see or change the platform, its systems or the whole cluster',
    heldBy: 'no binding of the tenant reaches the platform’s namespaces or the cluster',
    tries: 'every right of each group and each pod account in the platform’s namespaces',
    iso: ['A.5.15', 'A.8.2', 'A.8.9'],
    nsa: ['network/namespaces', 'access/roles'],
  },
  'access/walls': {
    title: 'nobody of the tenant may change what keeps tenants apart, in its own namespaces neither',
    heldBy: 'no role of a tenant may write quotas, queues, network policies, roles, bindings or namespaces',
    tries: 'writing quota, LocalQueue, NetworkPolicy, Role, RoleBinding and the namespace’s own labels',
    iso: ['A.5.15', 'A.8.2', 'A.8.9'],
    nsa: ['access/roles', 'network/policies', 'network/resources'],
  },
  'access/escalation': {
    title: 'nobody of the tenant may become somebody else, or give themselves more',
    heldBy: 'no role of a tenant may impersonate, bind, escalate, ask for tokens of accounts or sign certificates',
    tries: 'impersonating, binding, escalating, tokens of accounts, certificates, the kubelet’s own API',
    iso: ['A.5.18', 'A.8.2', 'A.8.18'],
    nsa: ['access/roles', 'access/authentication'],
  },
  'access/pod-accounts': {
    title: 'what runs in a pod has no rights at the API by the account that it is given',
    heldBy: 'no binding names a service account of a tenant',
    tries: 'every right of the account `default` in each of the tenant’s namespaces',
    open: 'accounts that an administrator of the tenant made are not looked at, and nobody of the tenant can give them rights',
    iso: ['A.5.18', 'A.8.3'],
    nsa: ['pod/tokens', 'access/roles'],
  },
  'access/tokens': {
    title: 'no pod gets the token of a service account by asking for one',
    heldBy: 'automountServiceAccountToken: false of the account `default`, and superpod-contained-work',
    tries: 'a pod that does not ask for a token, and looking for one among its volumes; a pod that asks for one',
    iso: ['A.8.3', 'A.8.5'],
    nsa: ['pod/tokens'],
  },
  'access/kept-tokens': {
    title: 'nobody of the tenant keeps the token of a service account, which would never end',
    heldBy: 'ValidatingAdmissionPolicy superpod-token-secrets',
    tries: 'a Secret of type kubernetes.io/service-account-token',
    open: 'one that was made before the policy stays until somebody deletes it',
    iso: ['A.5.18', 'A.8.5'],
    nsa: ['pod/tokens', 'network/secrets'],
  },
  'access/sessions': {
    title: 'nobody of the tenant may open a session into a running pod',
    heldBy:
      'ClusterRoles superpod-tenant-sensitive-admin and -member: no exec, attach, port-forward, ephemeral containers',
    tries: 'exec, attach, port-forward and ephemeral containers by each group',
    iso: ['A.8.2', 'A.8.12', 'A.8.18'],
    nsa: ['access/roles', 'pod/environments'],
  },
  'access/break-glass': {
    title: 'pods are opened to somebody by name, with a reason, in one namespace, for a day at most',
    heldBy: 'ValidatingAdmissionPolicy superpod-break-glass; the tenant’s expiry takes the binding away',
    tries: 'a binding without a reason, one for ever, one for everybody, one under another name',
    open: 'that the CronJob fires and takes it away; sessions that are open then stay open',
    iso: ['A.5.18', 'A.8.2', 'A.8.18'],
    nsa: ['access/roles'],
  },
  'access/namespace-kept': {
    title: 'nobody, an administrator neither, deletes a namespace of the tenant before it is retired',
    heldBy: 'ValidatingAdmissionPolicy superpod-active-namespaces',
    tries: 'on a twin: deleting the namespace as an administrator',
    open: 'on a real cluster the try would itself be a request to delete the namespace',
    iso: ['A.8.9', 'A.8.10'],
    nsa: ['network/namespaces'],
  },
} as const satisfies Readonly<Record<string, Control>>
