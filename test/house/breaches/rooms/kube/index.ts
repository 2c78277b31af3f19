import { it } from '#cli'

export { it as kubeIt }
export const it = 1
