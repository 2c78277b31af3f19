import { HelmProvider } from '@cdktf/provider-helm/lib/provider/index.js'
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider/index.js'
import { TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'
import { Stack, type StackProps } from './stack.ts'

/** The providers, pinned: those that the classes here were made from. */
export const providerVersions = { kubernetes: '2.38.0', helm: '3.1.1' } as const

const providers = {
  kubernetes: { version: providerVersions.kubernetes },
  helm: { version: providerVersions.helm },
}

/** Where a stack is applied, and where its state is. */
export interface SuperpodStackProps extends StackProps {
  /** Path of the kubeconfig, relative to the folder of the stack's JSON. */
  readonly kubeconfig: string
}

/** A stack of what is on a Kubernetes cluster: both of its providers read one kubeconfig. */
export class SuperpodStack extends Stack {
  constructor(scope: Construct, name: string, { kubeconfig, ...props }: SuperpodStackProps) {
    super(scope, name, providers, props)
    const access = { configPath: kubeconfig }
    new KubernetesProvider(this, 'kubernetes', access)
    new HelmProvider(this, 'helm', { kubernetes: access })
  }

  /** The stack that a construct is in. */
  static containing(construct: Construct): SuperpodStack {
    const stack = TerraformStack.of(construct)
    if (!(stack instanceof SuperpodStack)) throw new Error(`${construct.node.path} is in no stack of superpod`)
    return stack
  }
}
