import { it } from '#core'

export { it as cliIt }
export const it = 1
