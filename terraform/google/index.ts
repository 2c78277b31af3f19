export { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall/index.js'
export { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network/index.js'
export { ComputeRouter } from '@cdktf/provider-google/lib/compute-router/index.js'
export { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat/index.js'
export { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork/index.js'
export { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster/index.js'
export {
  ContainerNodePool,
  type ContainerNodePoolNodeConfig,
} from '@cdktf/provider-google/lib/container-node-pool/index.js'
export { DataGoogleProject } from '@cdktf/provider-google/lib/data-google-project/index.js'
export { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key/index.js'
export { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member/index.js'
export { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring/index.js'
export { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member/index.js'
export { GoogleProvider } from '@cdktf/provider-google/lib/provider/index.js'
export { ServiceAccount } from '@cdktf/provider-google/lib/service-account/index.js'
