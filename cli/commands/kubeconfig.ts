import { relative, resolve } from 'node:path'
import { Fault, type Finding, wrongUsage } from '#core'
import { clusterAddress } from '#kube'
import type { PodModel } from '#model'
import { podArgument, targetArgument } from '../arguments.ts'
import { command } from '../command.ts'
import { soundPod } from '../described-pod.ts'
import { loginKubeconfig } from '../login-kubeconfig.ts'
import { listed, tenantAskedFor } from '../stack-words.ts'
import { clusterWanted, confirmedCluster, workplace } from '../target-cluster.ts'
import { writtenFile } from '../written-file.ts'

/** Writes what the people of a tenant log in with. */
export const kubeconfig = command({
  name: 'kubeconfig',
  summary: "what a tenant's own people log in with: a kubeconfig by OIDC that holds no secret",
  description: [
    'Printed, or written where --output says: for all people of the tenant the same. Whoever uses it logs in at the',
    "pod's issuer, in a browser, by kubectl's plugin oidc-login; what they may do follows from their groups. Address and",
    'certificate of the API server are read from the kubeconfig of the target.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    tenant: { type: 'string', valueHint: 'name', description: 'whose people it is for' },
    scope: {
      type: 'string',
      valueHint: 'name',
      description: 'asks the issuer for this scope too, such as groups; may be given again',
    },
    output: { type: 'string', valueHint: 'file', description: 'file to write (default: stdout)' },
  },
  examples: [
    { line: './superpod kubeconfig gefion --target metal --tenant genomics', purpose: 'to look at' },
    {
      line: './superpod kubeconfig gefion --target metal --tenant genomics --scope groups --output genomics.kubeconfig',
      purpose: 'a file to hand over, where the issuer gives groups only when it is asked',
    },
  ],
  async run(args, desk) {
    if (args.tenant === undefined) throw withoutTenant()
    const { model, findings } = await soundPod(args, desk)
    const tenant = tenantAskedFor(model.tenants, args.tenant)
    if (!model.issuer) throw new Fault(1, [withoutIssuer(model)])
    await confirmedCluster(await clusterWanted(model, desk), model, desk)
    const address = await clusterAddress(workplace(model, desk).kubeconfig)
    const text = loginKubeconfig({
      cluster: `${model.name}-${model.target.name}`,
      tenant: tenant.name,
      namespaces: tenant.namespaces.map(({ name }) => name),
      issuer: model.issuer,
      scopes: listed(args.scope),
      address,
    })
    const file = args.output === undefined ? undefined : resolve(desk.environment.cwd, args.output)
    if (file !== undefined) await writtenFile(file, text)
    return {
      data: { tenant: tenant.name, server: address.server, file: file ?? null, text },
      findings,
      text: (colors) =>
        file === undefined
          ? text.trimEnd()
          : `${colors.green('✓')} ${relative(desk.environment.cwd, file)}: for the people of ${tenant.name}, with no secret in it`,
    }
  },
})

function withoutTenant() {
  return wrongUsage({
    code: 'usage/value-missing',
    path: '--tenant',
    message: '--tenant is missing, but must name whose people the kubeconfig is for',
    remedy: 'write ./superpod kubeconfig --tenant <name>',
  })
}

function withoutIssuer({ target }: PodModel): Finding {
  return {
    code: 'kubeconfig/no-issuer',
    severity: 'error',
    path: 'identity.issuer',
    message: 'the pod names no issuer, but people log in at one',
    remedy:
      target.kind === 'twin'
        ? 'write identity.issuer into superpod.yaml, or use the kubeconfig of a member that up wrote'
        : 'write identity.issuer into superpod.yaml, with the url and a client of your identity provider',
  }
}
