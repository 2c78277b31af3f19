export const aws = 1
