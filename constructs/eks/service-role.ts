import { Construct } from 'constructs'
import { IamRole, IamRolePolicy, IamRolePolicyAttachment } from '#terraform/aws'
import { type Account, managedPolicy, policy, type Statement, trust } from './policy.ts'

export interface ServiceRoleProps {
  /** Name of the role: one in the whole account. */
  readonly name: string
  readonly account: Account
  /** Service of AWS that may take it, `eks.amazonaws.com`. */
  readonly service: string
  /** What that service does to take it. @default sts:AssumeRole */
  readonly actions?: readonly string[]
  /** Policies that AWS keeps, each by a name of ours. @default none */
  readonly managed?: Readonly<Record<string, string>>
  /** Rights of its own. @default none */
  readonly statements?: readonly Statement[]
}

/** A role that a service of AWS takes, and what it may do. */
export class ServiceRole extends Construct {
  /** Name of the role in AWS: a token, known once all its rights are there. */
  readonly arn: string
  /** What whoever takes the role depends on: its rights, which AWS gives one by one. */
  readonly rights: readonly (IamRolePolicyAttachment | IamRolePolicy)[]

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id)
    const { account, service, actions, managed = {}, statements = [] } = props
    const role = new IamRole(this, 'Resource', { name: props.name, assumeRolePolicy: trust(service, actions) })
    this.arn = role.arn
    this.rights = [
      ...Object.entries(managed).map(
        ([each, name]) =>
          new IamRolePolicyAttachment(this, each, { role: role.name, policyArn: managedPolicy(account, name) }),
      ),
      ...(statements.length > 0
        ? [new IamRolePolicy(this, 'Own', { name: 'own', role: role.name, policy: policy(statements) })]
        : []),
    ]
  }
}
