import { it } from '#cli'

export { it as modelIt }
export const it = 1
