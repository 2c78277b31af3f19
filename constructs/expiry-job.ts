import type { KubeObject } from '#core'
import { expiryName } from './expiry-account.ts'
import { expiryCommand } from './expiry-command.ts'
import { systemNamespace } from './labels.ts'
import type { TenantExpiryProps } from './tenant-expiry.ts'

/** The CronJob of one tenant's expiry, in UTC: every ten minutes where it looks after bindings, else every hour. */
export function expiryJob(props: Omit<TenantExpiryProps, 'dependsOn'>): KubeObject {
  const { tenant, breakGlass = [], suspended = false } = props
  const name = expiryName(tenant)
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace: systemNamespace },
    spec: {
      schedule: breakGlass.length > 0 ? `${minuteOf(tenant, 10)}-59/10 * * * *` : `${minuteOf(tenant, 60)} * * * *`,
      timeZone: 'Etc/UTC',
      suspend: suspended,
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        spec: {
          backoffLimit: 1,
          activeDeadlineSeconds: 300,
          template: { metadata: { labels: { 'app.kubernetes.io/name': 'expiry' } }, spec: podSpec(name, props) },
        },
      },
    },
  }
}

// a thousand tenants must not all begin at one minute
function minuteOf(tenant: string, minutes: number): number {
  return [...tenant].reduce((sum, letter) => (31 * sum + (letter.codePointAt(0) ?? 0)) % minutes, 0)
}

function podSpec(
  account: string,
  { tenant, end, breakGlass = [], image, placement }: Omit<TenantExpiryProps, 'dependsOn'>,
) {
  const environment = {
    TENANT: tenant,
    EXPIRES: end?.expires ?? '',
    GRACE_ENDS: end?.graceEnds ?? '',
    NAMESPACES: breakGlass.join(' '),
    // kubectl keeps what it learns of the API there
    HOME: '/tmp',
  }
  return {
    serviceAccountName: account,
    automountServiceAccountToken: true,
    restartPolicy: 'Never',
    nodeSelector: { ...placement.nodeSelector },
    tolerations: [...placement.tolerations],
    securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'expiry',
        image,
        command: ['/bin/sh', '-c', expiryCommand],
        env: Object.entries(environment).map(([name, value]) => ({ name, value })),
        resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '128Mi' } },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      },
    ],
    volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
  }
}
