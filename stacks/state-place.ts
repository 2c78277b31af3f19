import type { NamedTarget } from '#config'
import type { StatePlace } from '#terraform'

type State = NamedTarget['state']

/**
 * Where the state of a stack is: one key a stack, and never a credential.
 * @param state - of a target without findings: its backend has its section
 * @param local - path of the state where it is on this computer
 */
export function statePlace(state: State, stack: string, local: string): StatePlace {
  const type = state.backend
  if (type === 'local') return { type, arguments: { path: local } }
  return { type, arguments: given(ofBackend[type](state, stack)) }
}

/** The arguments of each backend, by Terraform's names of them. */
const ofBackend = {
  s3: ({ s3 }: State, stack: string) => ({
    bucket: s3?.bucket,
    key: `${s3?.prefix}/${stack}.tfstate`,
    region: s3?.region,
    encrypt: true,
    use_lockfile: true,
    kms_key_id: s3?.kmsKeyId,
    assume_role: s3?.roleArn && { role_arn: s3.roleArn },
    ...(s3?.endpoint ? otherStore(s3.endpoint) : {}),
  }),
  gcs: ({ gcs }: State, stack: string) => ({
    bucket: gcs?.bucket,
    // the engine adds /default.tfstate
    prefix: `${gcs?.prefix}/${stack}`,
    kms_encryption_key: gcs?.kmsKey,
    impersonate_service_account: gcs?.serviceAccount,
  }),
  azurerm: ({ azurerm }: State, stack: string) => ({
    resource_group_name: azurerm?.resourceGroup,
    storage_account_name: azurerm?.storageAccount,
    container_name: azurerm?.container,
    key: `${azurerm?.prefix}/${stack}.tfstate`,
    use_azuread_auth: true,
    subscription_id: azurerm?.subscriptionId,
    tenant_id: azurerm?.tenantId,
  }),
  http: ({ http }: State, stack: string) => {
    const address = `${http?.address.replace(/\/+$/, '')}/${stack}`
    return {
      address,
      update_method: http?.updateMethod,
      lock_address: `${address}${http?.lockPath}`,
      lock_method: http?.lockMethod,
      unlock_address: `${address}${http?.lockPath}`,
      unlock_method: http?.unlockMethod,
    }
  },
  kubernetes: ({ kubernetes }: State, stack: string) => ({
    // one that ends in a number is refused: the engine counts the parts of a large state so
    secret_suffix: `${stack}-tf`,
    namespace: kubernetes?.namespace,
    ...(kubernetes?.inCluster
      ? { in_cluster_config: true }
      : { config_path: kubernetes?.kubeconfig ?? '~/.kube/config', config_context: kubernetes?.context }),
  }),
} as const

/** What the engine would ask of Amazon, and what another store does not know. */
function otherStore(endpoint: string) {
  return {
    endpoints: { s3: endpoint },
    use_path_style: true,
    skip_credentials_validation: true,
    skip_region_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: true,
    skip_s3_checksum: true,
  }
}

function given(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined))
}
