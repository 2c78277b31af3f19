/** One statement of a policy, as IAM has it. */
export interface Statement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>
  readonly Action: string | readonly string[]
  /** Not in a policy that says who may take a role. */
  readonly Resource?: string | readonly string[]
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

/** The account that a cluster is in. */
export interface Account {
  /** Twelve digits. */
  readonly id: string
  readonly region: string
}

/** A policy as the JSON that AWS wants. */
export function policy(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

/** A policy that lets a service of AWS take a role. */
export function trust(service: string, actions: readonly string[] = ['sts:AssumeRole']): string {
  return policy([{ Sid: 'Service', Effect: 'Allow', Principal: { Service: service }, Action: actions }])
}

/** First part of every name in AWS: other parts of the cloud have names of their own. */
export function partition({ region }: Pick<Account, 'region'>): string {
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  return region.startsWith('cn-') ? 'aws-cn' : 'aws'
}

/** Name of a policy that AWS keeps. */
export function managedPolicy(account: Pick<Account, 'region'>, name: string): string {
  return `arn:${partition(account)}:iam::aws:policy/${name}`
}
