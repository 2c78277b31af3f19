import { didYouMean, type Finding, wordList } from '#core'
import type { PodModel } from '../pod-model.ts'

/** Policies on tenants' work that are softer than what they guard. */
export function policyFindings(model: PodModel): Finding[] {
  return [
    ...onlyAudited(model),
    ...openRegistries(model),
    ...foreignRegistries(model),
    ...exceptions(model),
    ...unknownPriorities(model),
  ]
}

function sensitiveNames({ tenants }: PodModel): string[] {
  return tenants
    .filter(({ sensitivity, state }) => sensitivity === 'sensitive' && state !== 'retired')
    .map(({ name }) => name)
}

function onlyAudited(model: PodModel): Finding[] {
  const names = sensitiveNames(model)
  if (model.platform.policy.mode === 'deny' || names.length === 0) return []
  return [
    {
      code: 'policy/audit-sensitive',
      severity: 'warning',
      path: 'platform.policy.mode',
      message: `policies only warn in mode audit, but the data of ${wordList(names, 'and')} is sensitive`,
      remedy: 'write mode: deny once the audit log is quiet',
    },
  ]
}

// no container runs on a twin
function openRegistries(model: PodModel): Finding[] {
  const { tenants, platform, target } = model
  const open = sensitiveNames(model).filter(
    (name) => tenants.find((tenant) => tenant.name === name)?.terms.registries === undefined,
  )
  if (target.kind === 'twin' || platform.policy.registries.length > 0 || open.length === 0) return []
  return [
    {
      code: 'policy/registries-open',
      severity: 'info',
      path: 'platform.policy.registries',
      message: `images may come from any registry, but the data of ${wordList(open, 'and')} is sensitive`,
      remedy: 'name the registries that the site trusts, or those of the tenant in its own file',
    },
  ]
}

function unknownPriorities({ tenants, platform: { kueue } }: PodModel): Finding[] {
  const known = Object.keys(kueue.priorities).sort()
  return tenants.flatMap(({ name, terms: { priorities = [] } }) =>
    priorities
      .filter((priority) => !known.includes(priority))
      .map((priority) => {
        const near = didYouMean(priority, known)
        return {
          code: 'tenant/priority-unknown',
          severity: 'error' as const,
          path: `tenants.${name}.priorities.${priority}`,
          message: `${name} may name the class ${priority}, but the classes of the pod are ${wordList(known, 'and')}`,
          remedy: near
            ? `write ${near} (did you mean that?)`
            : 'add it to platform.kueue.priorities, or remove it here',
        }
      }),
  )
}

function foreignRegistries({ tenants, platform: { policy } }: PodModel): Finding[] {
  if (policy.registries.length === 0) return []
  return tenants.flatMap(({ name, terms: { registries = [] } }) =>
    registries
      .filter((registry) => !policy.registries.some((known) => `${registry}/`.startsWith(`${known}/`)))
      .map((registry) => ({
        code: 'policy/registry-foreign',
        severity: 'warning' as const,
        path: `tenants.${name}.registries.${registry}`,
        message: `${name} may run images of ${registry}, but the platform has only ${wordList(policy.registries, 'and')}`,
        remedy: `remove it, or add ${registry} to platform.policy.registries, unless this tenant alone is meant to have it`,
      })),
  )
}

function exceptions({ tenants, platform: { policy } }: PodModel): Finding[] {
  return Object.entries(policy.exceptions).flatMap(([name, policies]): Finding[] => {
    const path = `platform.policy.exceptions.${name}`
    const tenant = tenants.find((each) => each.name === name)
    if (!tenant) {
      return [
        {
          code: 'policy/exception-unknown',
          severity: 'error',
          path,
          message: `policies make an exception for ${name}, but no tenant has that name`,
          remedy: 'write the name of a tenant, or remove the exception',
        },
      ]
    }
    if (tenant.sensitivity !== 'sensitive' || Object.keys(policies).length === 0) return []
    return [
      {
        code: 'policy/exception-sensitive',
        severity: 'error',
        path,
        message: `${wordList(Object.keys(policies), 'and')} would only warn ${name}, but its data is sensitive`,
        remedy: 'remove the exception, or move what needs it to a tenant of its own whose data is not',
      },
    ]
  })
}
