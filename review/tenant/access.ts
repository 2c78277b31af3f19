import ipaddr from 'ipaddr.js'
import { wordList } from '#core'
import { type ConfigChange, printedChange, printedConfig, without, words } from '../config-change.ts'
import type { Explanation, TenantDraft, TenantRule } from '../draft.ts'

const may: Readonly<Record<string, string>> = {
  admins: 'run the tenant: roles, jobs, Secrets',
  members: 'run jobs, read and write Secrets, open shells in pods, read claims',
  viewers: 'read the work, but no Secrets',
  auditors: 'read all but Secrets',
}

/** Rules for who may do what, and what its pods reach. */
export const accessRules: readonly TenantRule[] = [
  {
    at: /^access\./,
    drafts: ({ path, before, after }, { is }) => {
      const role = path.replace('access.', '')
      const [came, went] = [without(words(after), words(before)), without(words(before), words(after))]
      const explains = bindings(is.name, role)
      return [
        ...(came.length > 0 ? [given(role, came, is.name, explains)] : []),
        ...(went.length > 0 ? [taken(role, went, is.name, explains)] : []),
      ]
    },
  },
  {
    at: /^egress\./,
    drafts: ({ path, before, after }, { was, is }) => {
      const name = path.split('.')[1] ?? ''
      const explains = [{ kinds: ['NetworkPolicy'], tenant: is.name }]
      if (after === undefined) {
        return [
          {
            topic: 'tenant/egress-closed',
            what: `egress ${name} is closed: ${printedConfig(before)}`,
            why: 'it holds at once for pods that run: connections to it are cut, and jobs that need it fail',
            class: 'restarts jobs',
            explains,
          },
        ]
      }
      const { cidr, ports } = is.egress[name] ?? { cidr: '', ports: [] }
      const old = was.egress[name]
      if (old && isWithin(cidr, old.cidr) && without(ports.map(String), old.ports.map(String)).length === 0) {
        return [narrowed({ path, before, after }, explains)]
      }
      return [
        {
          topic: 'tenant/egress-opened',
          what:
            before === undefined
              ? `egress ${name} is opened: ${cidr}, port ${wordList(ports.map(String), 'and')}`
              : `egress ${path.replace('egress.', '')} ${printedChange({ path, before, after })}`,
          why: `pods of ${is.name} may reach ${cidr} on port ${wordList(ports.map(String), 'and')}; policies add up, so the narrow ones beside it hold nothing back`,
          class: 'access widened',
          explains,
        },
      ]
    },
  },
  {
    at: /^registries$/,
    drafts: ({ before, after }, { is }) => {
      const [came, went] = [without(words(after), words(before)), without(words(before), words(after))]
      const wider = after === undefined || (before !== undefined && came.length > 0)
      return [
        {
          topic: 'tenant/registries',
          what: `registries ${printedConfig(before ?? 'those of the platform')} → ${printedConfig(after ?? 'those of the platform')}`,
          why: wider
            ? `images of ${came.length > 0 ? wordList(came, 'and') : 'whatever the platform allows'} are admitted`
            : `images of ${went.length > 0 ? wordList(went, 'and') : 'others'} are refused when a pod starts anew`,
          class: wider ? 'access widened' : 'restarts jobs',
          explains: terms(is.name),
        },
      ]
    },
  },
  {
    at: /^priorities$/,
    drafts: ({ before, after }, { is, before: old, after: now }) => {
      const [could, may] = [
        words(before ?? Object.keys(old.platform.kueue.priorities)),
        words(after ?? Object.keys(now.platform.kueue.priorities)),
      ]
      const lost = without(could, may)
      return [
        {
          topic: 'tenant/priorities',
          what: `classes of its work ${wordList(could, 'and')} → ${wordList(may, 'and')}`,
          why:
            lost.length > 0
              ? `work that names ${wordList(lost, 'or')} is refused when it is made anew, that of CronJobs and controllers too; what runs goes on`
              : 'its work may name more classes, which order it in its own queue alone',
          class: lost.length > 0 ? 'restarts jobs' : 'in place',
          explains: terms(is.name),
        },
      ]
    },
  },
  {
    at: /^wholeSystems$/,
    drafts: (change, { is }) => {
      const looser = is.terms.wholeSystemGpus === undefined
      return [
        {
          topic: 'tenant/whole-systems',
          what: `whole systems ${printedChange(change)}`,
          why: looser
            ? 'its work may share a system with other work from then on'
            : 'work that asks for a part of a system is refused when it starts anew',
          class: looser ? 'access widened' : 'restarts jobs',
          explains: terms(is.name),
        },
      ]
    },
  },
]

/** What policies hold a tenant to stands on its namespaces. */
function terms(tenant: string): Explanation[] {
  return [{ kinds: ['Namespace'], tenant, fields: /^metadata\.annotations\b/ }]
}

function narrowed(change: ConfigChange, explains: Explanation[]): TenantDraft {
  return {
    topic: 'tenant/egress-narrowed',
    what: `egress ${change.path.replace('egress.', '')} ${printedChange(change)}`,
    why: 'it holds at once for pods that run: connections to what is out now are cut, and jobs that need it fail',
    class: 'restarts jobs',
    knows: true,
    explains,
  }
}

/** Whether a range of addresses is another one, or a part of it. */
function isWithin(range: string, wide: string): boolean {
  if (!ipaddr.isValidCIDR(range) || !ipaddr.isValidCIDR(wide)) return false
  const [[address, bits], [wideAddress, wideBits]] = [ipaddr.parseCIDR(range), ipaddr.parseCIDR(wide)]
  return address.kind() === wideAddress.kind() && bits >= wideBits && address.match(wideAddress, wideBits)
}

function bindings(tenant: string, role: string): Explanation[] {
  return [{ kinds: ['RoleBinding'], tenant, named: (name) => name.endsWith(role.replace(/s$/, '')) }]
}

function given(role: string, groups: readonly string[], tenant: string, explains: Explanation[]): TenantDraft {
  return {
    topic: 'tenant/access-given',
    what: `${role} + ${wordList(groups, 'and')}`,
    why: `everybody whom the identity provider puts into ${wordList(groups, 'or')} may ${may[role] ?? 'do more'} in ${tenant} from then on`,
    class: 'access widened',
    explains,
  }
}

function taken(role: string, groups: readonly string[], tenant: string, explains: Explanation[]): TenantDraft {
  return {
    topic: 'tenant/access-taken',
    what: `${role} - ${wordList(groups, 'and')}`,
    why: `people of ${wordList(groups, 'and')} may do no more of this in ${tenant}; what they started runs on`,
    class: 'in place',
    explains,
  }
}
