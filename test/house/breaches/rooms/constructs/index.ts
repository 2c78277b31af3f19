import { it } from '#cli'

export { it as constructsIt }
export const it = 1
