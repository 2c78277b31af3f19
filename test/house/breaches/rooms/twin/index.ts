import { it } from '#cli'

export { it as twinIt }
export const it = 1
