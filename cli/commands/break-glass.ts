import { stringify } from 'yaml'
import { podArgument, targetArgument } from '../arguments.ts'
import { breakGlassBindings, endAccess, grantAccess, sensitiveTenant, tenantToEnd } from '../break-glass.ts'
import { command } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { clusterWanted, confirmedCluster } from '../target-cluster.ts'

/** Opens the pods of a sensitive tenant for a time. */
export const breakGlass = command({
  name: 'break-glass',
  summary: 'open the pods of a sensitive tenant to somebody, for a time and with a reason',
  description: [
    'Gives exec, attach, port-forward and ephemeral containers in all namespaces of the tenant, for 24 hours at most.',
    'The tenant’s expiry takes it away. Where the API server has our audit policy, its log says that a session was opened,',
    'by whom, with which command line; not what was typed in it.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    tenant: { type: 'string', valueHint: 'name', description: 'the tenant: a sensitive one, but with --end any' },
    group: { type: 'string', valueHint: 'names', description: 'groups of the identity provider, without its prefix' },
    user: { type: 'string', valueHint: 'names', description: 'people, as the identity provider names them' },
    for: { type: 'string', valueHint: 'time', description: 'how long, in minutes or hours (default: 1h)' },
    reason: { type: 'string', valueHint: 'text', description: 'why, for whoever reads it later' },
    end: { type: 'boolean', description: 'end it now' },
    stdout: { type: 'boolean', description: 'print the bindings instead of making them' },
  },
  examples: [
    {
      line: './superpod break-glass gefion --tenant genomics --user ada --for 4h --reason "INC-7: job hangs"',
      purpose: 'one person, until four hours from now',
    },
    { line: './superpod break-glass gefion --tenant genomics --end', purpose: 'and no longer' },
  ],
  async run(args, desk) {
    const { model } = await soundPod(args, desk)
    const tenant = args.end ? tenantToEnd(model, args.tenant) : sensitiveTenant(model, args.tenant)
    const namespaces = tenant.namespaces.map(({ name }) => name)
    const cluster = async () => confirmedCluster(await clusterWanted(model, desk), model, desk)
    if (args.end) {
      const ended = await endAccess(await cluster(), namespaces, tenant.name)
      const said = ended.length > 0 ? `the pods of ${ended.join(', ')} are closed again` : 'no pods were open'
      return { data: { tenant: tenant.name, ended }, text: () => said }
    }
    const now = new Date()
    const { bindings, who, expiresAt } = breakGlassBindings(model, tenant, args, now)
    const data = { tenant: tenant.name, namespaces, who, expiresAt, bindings }
    if (args.stdout) {
      return {
        data,
        text: () =>
          bindings
            .map((each) => stringify(each, { lineWidth: 0 }))
            .join('---\n')
            .trimEnd(),
      }
    }
    await grantAccess(await cluster(), bindings, now)
    const said = `${who.join(', ')} may get into the pods of ${namespaces.join(', ')} until ${expiresAt}`
    return { data, text: (colors) => `${colors.green('✓')} ${said}` }
  },
})
