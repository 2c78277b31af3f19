import { it } from '#cli'

export { it as terraformIt }
export const it = 1
