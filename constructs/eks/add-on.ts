import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { EksAddon, type EksCluster } from '#terraform/aws'

/** A role that one service account of an add-on has. */
export interface AddOnIdentity {
  readonly serviceAccount: string
  readonly roleArn: string
}

export interface AddOnProps {
  readonly cluster: EksCluster
  /** Name of the add-on, as EKS has it. */
  readonly name: string
  /** Version, as EKS has it. @default the one that EKS gives to new clusters of this version of Kubernetes */
  readonly version?: string | undefined
  /** Settings, by the add-on's own schema. @default none */
  readonly settings?: Readonly<Record<string, unknown>>
  /** @default it needs no rights in AWS */
  readonly identity?: AddOnIdentity | undefined
  readonly dependsOn?: readonly ITerraformDependable[]
}

/**
 * A part of the cluster that EKS keeps: what somebody changed by hand is put right, and it goes with the cluster.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
export class AddOn extends Construct {
  readonly resource: EksAddon

  constructor(
    scope: Construct,
    id: string,
    { cluster, name, version, settings, identity, dependsOn = [] }: AddOnProps,
  ) {
    super(scope, id)
    this.resource = new EksAddon(this, 'Resource', {
      clusterName: cluster.name,
      addonName: name,
      addonVersion: version,
      configurationValues: settings && JSON.stringify(settings),
      resolveConflictsOnCreate: 'OVERWRITE',
      resolveConflictsOnUpdate: 'OVERWRITE',
      podIdentityAssociation: identity && [{ serviceAccount: identity.serviceAccount, roleArn: identity.roleArn }],
      dependsOn: [...dependsOn],
    })
  }
}
