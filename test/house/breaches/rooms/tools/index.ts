import { it } from '#cli'

export { it as toolsIt }
export const it = 1
