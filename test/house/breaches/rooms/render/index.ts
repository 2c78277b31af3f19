import { it } from '#cli'

export { it as renderIt }
export const it = 1
