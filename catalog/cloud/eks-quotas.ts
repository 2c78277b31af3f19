import { fact } from '../source.ts'

/** What AWS allows a cluster unless asked for more. */
export const eksQuotas = fact({ nodeGroups: 30 }, 'EKS', 'V')
