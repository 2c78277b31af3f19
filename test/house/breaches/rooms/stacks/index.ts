import { it } from '#cli'

export { it as stacksIt }
export const it = 1
