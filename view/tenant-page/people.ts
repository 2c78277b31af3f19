import type { TenantModel } from '#model'
import { all, type Content, tag } from '../markup.ts'
import { table } from '../page/tables.ts'

/** Who may do what, by groups of the identity provider. */
export function peopleSection({ groups, sensitivity }: TenantModel): Content {
  const sessions =
    sensitivity === 'sensitive' ? 'no sessions into pods, but while break-glass is open' : 'sessions into pods'
  const roles = [
    ['admins', 'admin', 'what a member may; service accounts, and evicting pods'],
    ['members', 'member', `write jobs, pods, deployments, services, ConfigMaps, Secrets and claims; ${sessions}`],
    ['viewers', 'viewer', 'read jobs, pods, logs, events, services, claims, quota, queues'],
    ['auditors', 'auditor', 'what a viewer may, and read roles and bindings; no Secrets'],
  ] as const
  const rows = roles.map(([role, title, may]) => [title, groups[role].join(', ') || 'nobody', may])
  return all(
    table('Roles', ['role', 'groups', 'may'], rows),
    tag(
      'p',
      { class: 'soft' },
      'Rights follow from groups alone: who joins or leaves one has or loses them with the next token.',
    ),
  )
}
