import { z } from 'zod'

/** Folder of the states of a pod in a bucket or a container. */
const Prefix = z
  .string()
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/, 'a path such as superpod/states')
  .default('superpod')
  .meta({ description: 'Path before each key, which is <prefix>/<stack>.tfstate.', examples: ['superpod/states'] })

/** Address of a server: encrypted unless it is this computer, and with no name or password in it. */
const Address = z
  .string()
  .regex(
    /^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(?=[:/]|$))[^\s@/?#][^\s@?#]*$/,
    'an https address without user, password or query, such as https://states.example.org/superpod',
  )
  .meta({ description: 'Address of a server.', examples: ['https://states.example.org/superpod'] })

function name(pattern: RegExp, description: string, example: string) {
  return z
    .string()
    .regex(pattern, `a name such as ${example}`)
    .meta({ description, examples: [example] })
}

/** A bucket of Amazon S3, or of a store that speaks like it. */
export const S3State = z
  .strictObject({
    bucket: name(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'Bucket: versioned, private, encrypted.', 'gefion-states'),
    region: name(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Region of the bucket.', 'eu-north-1'),
    prefix: Prefix,
    kmsKeyId: name(
      /^[A-Za-z0-9][A-Za-z0-9:/_-]{0,2047}$/,
      'Key that encrypts the states; by default the one of the bucket.',
      'alias/gefion-states',
    ).optional(),
    roleArn: name(
      /^arn:[a-z-]+:iam::\d{12}:role\/\S{1,512}$/,
      'Role to assume for the states.',
      'arn:aws:iam::000000000000:role/superpod-states',
    ).optional(),
    endpoint: Address.optional().meta({
      description: 'Address of a store that speaks S3 and is not Amazon; buckets are in its path.',
      examples: ['https://s3.example.org'],
    }),
  })
  .meta({ id: 'S3State', description: 'States in a bucket of S3, locked by a file beside each.' })

/** A bucket of Google Cloud Storage. */
export const GcsState = z
  .strictObject({
    bucket: name(/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, 'Bucket: versioned, private, encrypted.', 'gefion-states'),
    prefix: Prefix,
    kmsKey: name(
      /^projects\/\S+\/locations\/\S+\/keyRings\/\S+\/cryptoKeys\/\S+$/,
      'Key that encrypts the states; by default the one of the bucket.',
      'projects/p/locations/europe-north1/keyRings/superpod/cryptoKeys/states',
    ).optional(),
    serviceAccount: name(
      /^[a-z0-9-]+@[a-z0-9.-]+$/,
      'Service account to act as for the states.',
      'states@gefion.iam.gserviceaccount.com',
    ).optional(),
  })
  .meta({ id: 'GcsState', description: 'States in a bucket of Google Cloud Storage.' })

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A container of Azure Blob Storage. */
export const AzureState = z
  .strictObject({
    resourceGroup: name(/^[\w.()-]{0,89}[\w()-]$/, 'Resource group of the storage account.', 'gefion-states'),
    storageAccount: name(/^[a-z0-9]{3,24}$/, 'Storage account: versioned, private.', 'gefionstates'),
    container: name(/^[a-z0-9](-?[a-z0-9]){2,62}$/, 'Container of the storage account.', 'states'),
    prefix: Prefix,
    subscriptionId: name(
      uuid,
      'Subscription; by default that of the login.',
      '00000000-0000-0000-0000-000000000000',
    ).optional(),
    tenantId: name(
      uuid,
      'Tenant of the directory; by default that of the login.',
      '00000000-0000-0000-0000-000000000000',
    ).optional(),
  })
  .meta({ id: 'AzureState', description: 'States in a container of Azure Blob Storage, by Entra ID and never by key.' })

/** A server that keeps states by the HTTP methods of Terraform, GitLab's among them. */
export const HttpState = z
  .strictObject({
    address: Address.meta({
      description: 'Address before the name of the stack, which is <address>/<stack>.',
      examples: ['https://states.example.org/superpod'],
    }),
    lockPath: z
      .string()
      .regex(/^(\/[A-Za-z0-9._-]+)*$/, 'a path such as /lock, or nothing')
      .default('/lock')
      .meta({ description: "Behind a stack's address: where it is locked and unlocked.", examples: ['/lock'] }),
    lockMethod: z.enum(['LOCK', 'POST', 'PUT']).default('LOCK').meta({ description: 'Method that locks.' }),
    unlockMethod: z.enum(['UNLOCK', 'DELETE']).default('UNLOCK').meta({ description: 'Method that unlocks.' }),
    updateMethod: z.enum(['POST', 'PUT']).default('POST').meta({ description: 'Method that writes a state.' }),
  })
  .meta({ id: 'HttpState', description: 'States on a server, by HTTP.' })

/** Secrets of another cluster than the one that the states describe. */
export const KubernetesState = z
  .strictObject({
    namespace: name(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'Namespace of the Secrets, which is there.', 'states'),
    context: name(/^\S([^\p{Cc}]{0,251}\S)?$/u, 'Context of the kubeconfig.', 'management').optional(),
    kubeconfig: name(
      /^(~?\/)[^\p{Cc}]{1,1023}$/u,
      'Absolute path of the kubeconfig, or one from ~/. Default: ~/.kube/config.',
      '~/.kube/config',
    ).optional(),
    inCluster: z.boolean().default(false).meta({
      description: 'Whether superpod itself runs in a pod of that cluster, and uses its service account.',
    }),
  })
  .meta({ id: 'KubernetesState', description: 'States in Secrets of another cluster.' })
