import { counted, type Finding } from '#core'
import { type Check, judgedCheck, openCheck } from '../check.ts'
import { type Home, makerOf, type PlannedObject } from './home.ts'
import type { Site } from './site.ts'
import { type Hook, isSelected } from './site-object.ts'
import { printedNamespaces } from './wanted-secret.ts'

/** Resources whose webhooks decide whether what we make, and what tenants run, gets in. */
const judgedResources = [
  '*',
  '*/*',
  'namespaces',
  'pods',
  'deployments',
  'daemonsets',
  'jobs',
  'services',
  'secrets',
  'configmaps',
]

/** Webhooks and policies of others that would judge what is in our namespaces. */
export function admissionChecks(planned: readonly PlannedObject[], site: Site, home: Home): Check[] {
  const title = 'nobody else judges what is in our namespaces'
  const { hooks, policyBindings } = site
  if (!hooks || !policyBindings) return [openCheck('admission', title, 'webhooks or policies could not be read')]
  const namespaces = planned.map(({ object }) => object).filter(({ kind }) => kind === 'Namespace')
  const labels = namespaces.map(({ metadata }) => ({
    ...metadata.labels,
    'kubernetes.io/metadata.name': metadata.name,
  }))
  const caught = (selector: Hook['namespaceSelector']) =>
    labels.filter((each) => isSelected(each, selector)).map((each) => each['kubernetes.io/metadata.name'])
  const findings = [
    ...hooks.filter((hook) => isOfOthers(hook, home) && judges(hook)).flatMap((hook) => hookFinding(hook, caught)),
    ...policyBindings
      .filter((binding) => !home.isLabelled(binding) && !home.isReleased(binding))
      .flatMap(({ metadata, spec }): Finding[] => {
        const names = caught(spec?.matchResources?.namespaceSelector)
        if (names.length === 0 || !spec?.validationActions?.includes('Deny')) return []
        return [
          {
            code: 'preflight/policy-of-others',
            severity: 'info',
            path: `ValidatingAdmissionPolicyBinding ${metadata.name}`,
            message: `it denies what the policy ${spec.policyName} has against, in ${printedNamespaces(names)} too`,
            remedy:
              'see that it lets the operators and the tenants do what they must, or leave these namespaces out of it',
          },
        ]
      }),
  ]
  const note = `${counted(hooks.length, 'webhook')}, ${counted(policyBindings.length, 'policy binding')}`
  return [judgedCheck('admission', title, note, findings)]
}

function isOfOthers({ configuration, clientConfig }: Hook, home: Home): boolean {
  if (home.isReleased(configuration) || home.isLabelled(configuration)) return false
  return !home.isOurs(clientConfig?.service?.namespace ?? '')
}

function judges({ rules = [] }: Hook): boolean {
  return rules.some(({ resources = [] }) => resources.some((resource) => judgedResources.includes(resource)))
}

function hookFinding(
  { name, failurePolicy = 'Fail', namespaceSelector, clientConfig, configuration }: Hook,
  caught: (selector: Hook['namespaceSelector']) => string[],
): Finding[] {
  const names = caught(namespaceSelector)
  if (names.length === 0) return []
  const { service } = clientConfig ?? {}
  const by = service ? `${service.namespace}/${service.name}` : 'a server outside'
  const whole = failurePolicy === 'Fail' ? ': while it does not answer, nothing gets in there' : ''
  return [
    {
      code: 'preflight/webhook-of-others',
      severity: failurePolicy === 'Fail' ? 'warning' : 'info',
      path: `${configuration.kind} ${configuration.metadata.name}`,
      message: `its webhook ${name}, of ${makerOf(configuration)}, asks ${by} about ${printedNamespaces(names)}${whole}`,
      remedy:
        'leave our namespaces out of its namespaceSelector: those of tenants carry superpod/tenant, all carry superpod/stack',
    },
  ]
}
