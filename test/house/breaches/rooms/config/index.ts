import { it } from '#cli'

export { it as configIt }
export const it = 1
