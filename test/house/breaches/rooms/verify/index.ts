import { it } from '#cli'

export { it as verifyIt }
export const it = 1
