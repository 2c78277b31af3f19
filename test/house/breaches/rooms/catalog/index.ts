import { it } from '#cli'

export { it as catalogIt }
export const it = 1
