import type { KubeObject } from '#core'
import { tenantNamespaces } from './labels.ts'
import { policyBinding, policyObject } from './policy/policy-objects.ts'

const name = 'superpod-own-networks'

/** Who writes networks into pods for others: it adds the GUID of a virtual function. */
const writer = 'ib-kubernetes'

const networksOf = (pod: string) =>
  `has(${pod}.metadata.annotations) && 'k8s.v1.cni.cncf.io/networks' in ${pod}.metadata.annotations ? ${pod}.metadata.annotations['k8s.v1.cni.cncf.io/networks'] : ''`

/**
 * A tenant's pods name networks of their own namespace only: the plugin that attaches them would take those of any other,
 * partition and all. And none names another default network, which no NetworkPolicy may know.
 * @param operators - namespaces that the network operator may run in
 * @returns the policy and its binding
 */
export function ownNetworksGuard(operators: readonly string[]): KubeObject[] {
  const writers = operators.map((namespace) => `'system:serviceaccount:${namespace}:${writer}'`)
  return [
    policyObject({
      name,
      rules: [
        {
          apiGroups: [''],
          apiVersions: ['v1'],
          operations: ['CREATE', 'UPDATE'],
          resources: ['pods'],
          scope: 'Namespaced',
        },
      ],
      matchConditions: [
        { name: 'not-its-own-writer', expression: `!(request.userInfo.username in [${writers.join(', ')}])` },
      ],
      variables: [
        { name: 'networks', expression: networksOf('object') },
        { name: 'before', expression: `request.operation == 'UPDATE' ? (${networksOf('oldObject')}) : ''` },
      ],
      validations,
    }),
    policyBinding({ policyName: name, namespaces: tenantNamespaces }),
  ]
}

// a name, with the interface that it becomes where the pod says so
const plainNames = '^ *[a-z0-9.-]+(@[a-z0-9-]+)? *(, *[a-z0-9.-]+(@[a-z0-9-]+)? *)*$'

const validations = [
  {
    expression: `variables.networks == '' || variables.networks == variables.before || variables.networks.matches('${plainNames}')`,
    message:
      'networks of other namespaces are not yours: name networks of this namespace, by their names alone, with commas between them',
  },
  {
    expression:
      "!has(object.metadata.annotations) || !('v1.multus-cni.io/default-network' in object.metadata.annotations)",
    message: 'the default network of a pod is the one of the cluster: remove the annotation',
  },
]
