import type { ServiceRoleProps } from './service-role.ts'

/** How a role is given to the pods of one service account: by the agent of EKS on their node, never by a key. */
export const podIdentity: Pick<ServiceRoleProps, 'service' | 'actions'> = {
  service: 'pods.eks.amazonaws.com',
  actions: ['sts:AssumeRole', 'sts:TagSession'],
}
