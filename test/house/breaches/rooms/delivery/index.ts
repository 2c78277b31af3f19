import { it } from '#cli'

export { it as deliveryIt }
export const it = 1
