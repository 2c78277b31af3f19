import { z } from 'zod'

/** A key inside a Secret. */
export const SecretKey = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,253}$/, 'a key in a Secret: letters, digits and ._-')
  .meta({ description: 'A key inside a Secret.', examples: ['url'] })
