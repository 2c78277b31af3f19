import { it } from '#cli'

export { it as viewIt }
export const it = 1
