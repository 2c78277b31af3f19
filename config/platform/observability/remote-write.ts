import { z } from 'zod'
import { Reference } from '../../name.ts'
import { SecretKey } from './secret-key.ts'

/** A store elsewhere that every sample is sent to as well. */
export const RemoteWrite = z
  .strictObject({
    url: z
      .string()
      .regex(/^https?:\/\/[^\s/@]+(?:\/\S*)?$/, 'an http or https address without a password in it')
      .meta({ description: 'Address that takes samples.', examples: ['https://metrics.example.org/api/v1/write'] }),
    secret: Reference.optional().meta({
      description: 'Secret in the namespace monitoring with what it asks for; without one nothing is shown.',
    }),
    auth: z
      .enum(['basic', 'bearer'])
      .default('basic')
      .meta({ description: 'What the Secret holds: a user and a password, or a token.' }),
    userKey: SecretKey.default('username').meta({ description: 'Key of the user, for basic.' }),
    passwordKey: SecretKey.default('password').meta({ description: 'Key of the password, for basic.' }),
    tokenKey: SecretKey.default('token').meta({ description: 'Key of the token, for bearer.' }),
  })
  .meta({ id: 'RemoteWrite', description: 'A store elsewhere that every sample is sent to as well.' })
