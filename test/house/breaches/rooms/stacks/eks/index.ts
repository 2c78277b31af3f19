export const eks = 1
