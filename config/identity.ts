import { z } from 'zod'
import { setOf } from './name-set.ts'

const Claim = z.string().regex(/^[A-Za-z_][\w.:/-]{0,127}$/, 'the name of a claim, such as groups')

const Audience = z
  .string()
  .regex(/^\S{1,256}$/, '1 to 256 characters without blanks')
  .meta({ description: 'A client of the identity provider.' })

/** The identity provider whose tokens the API server believes, where superpod's files configure that server. */
const Issuer = z
  .strictObject({
    url: z
      .string()
      .regex(/^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, 'an https:// address without a query')
      .meta({ description: 'Address of the issuer, as its tokens name it.', examples: ['https://login.example.org'] }),
    audiences: setOf(Audience)
      .check((ctx) => {
        if (ctx.value.length > 0) return
        ctx.issues.push({ code: 'custom', input: ctx.value, message: 'must name one client at least' })
      })
      .meta({ description: 'Clients whose tokens are meant for this cluster; one of them must be in the token.' }),
    usernameClaim: Claim.default('sub').meta({ description: 'Claim that says who somebody is.' }),
    groupsClaim: Claim.default('groups').meta({ description: 'Claim that lists the groups of somebody.' }),
    certificateAuthority: z
      .string()
      .regex(/^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----\s*$/, 'certificates in PEM form')
      .optional()
      .meta({ description: "Certificates that the issuer's is signed by; default: those of the API server's host." }),
  })
  .meta({ id: 'Issuer', description: 'The identity provider whose tokens the API server believes.' })

/** How people prove who they are. */
export const Identity = z
  .strictObject({
    groupPrefix: z
      .string()
      .regex(
        /^(?!system:)[a-z][a-z0-9.-]{0,30}[:/]$/,
        'lower-case letters and digits with a : or / at the end, not system:',
      )
      .default('oidc:')
      .meta({
        description: "What the API server puts before the identity provider's groups, and before its people.",
        examples: ['oidc:'],
      }),
    issuer: Issuer.optional(),
  })
  .meta({ id: 'Identity', description: 'How people prove who they are.' })
