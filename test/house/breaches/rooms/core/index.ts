import { it } from '#cli'

export { it as coreIt }
export const it = 1
