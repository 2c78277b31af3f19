import { refusal } from '#core'
import { type Cluster, connect } from '#kube'
import type { PodModel } from '#model'
import type { Desk } from './command.ts'

/**
 * Sees that a state kept in a cluster is not in the one that it describes, whatever contexts and files call the two.
 * A pod that uses its own service account is believed: nothing here can ask for it.
 * @throws Fault(1) where both are one; Fault(3) where the cluster of the state does not answer
 */
export async function refuseStateInOwnCluster(
  { target }: PodModel,
  cluster: Cluster | undefined,
  { environment: { variables } }: Desk,
): Promise<void> {
  const { kubernetes } = target.state
  if (target.state.backend !== 'kubernetes' || !kubernetes || kubernetes.inCluster) return
  const file = (kubernetes.kubeconfig ?? '~/.kube/config').replace(/^~(?=\/)/, variables['HOME'] ?? '~')
  const id = await connect(file, kubernetes.context).clusterId()
  if (!cluster || (await cluster.clusterId()) !== id) return
  throw refusal({
    code: 'state/in-own-cluster',
    path: `targets/${target.name}.yaml`,
    message: `the state would be kept in the cluster that it describes, but must be elsewhere: context ${kubernetes.context} leads to the same one, ${id}`,
    remedy: 'keep it in another cluster or another backend: what is lost with the cluster cannot bring it back',
  })
}
