import { it } from '#cli'

export { it as reviewIt }
export const it = 1
