import { podIdentity, ServiceRole, type Statement } from '#constructs/eks'
import { EksPodIdentityAssociation } from '#terraform/aws'
import type { EksParts } from './eks-parts.ts'

/** What the driver of FSx for Lustre does. @see https://github.com/kubernetes-sigs/aws-fsx-csi-driver/blob/master/docs/install.md */
const fsxStatements: readonly Statement[] = [
  {
    Sid: 'FileSystems',
    Effect: 'Allow',
    Action: ['fsx:CreateFileSystem', 'fsx:DeleteFileSystem', 'fsx:UpdateFileSystem', 'fsx:TagResource'],
    Resource: '*',
  },
  { Sid: 'See', Effect: 'Allow', Action: ['fsx:DescribeFileSystems'], Resource: '*' },
]

/** Rights of storage drivers, by their service accounts: the drivers come with the platform, as everywhere. */
export function addStorageRoles({ stack, model, cluster, account, controlPlane }: EksParts): void {
  const driver = model.storage.drivers.find(({ backend }) => backend === 'fsx-lustre')
  if (!driver?.chart || driver.owner !== 'superpod') return
  const role = new ServiceRole(stack, 'fsx-role', {
    name: `${cluster}-fsx`,
    account,
    ...podIdentity,
    statements: fsxStatements,
  })
  new EksPodIdentityAssociation(stack, 'fsx', {
    clusterName: controlPlane.resource.name,
    namespace: driver.chart.namespace,
    serviceAccount: 'fsx-csi-controller-sa',
    roleArn: role.arn,
  })
}
