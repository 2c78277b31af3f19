import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OAuth2Server } from 'oauth2-mock-server'
import { generate } from 'selfsigned'

/** What a token of a local issuer says; what is left out is as a person of the pod would have it. */
export interface TokenClaims {
  readonly user: string
  readonly groups: readonly string[]
  /** @default the audience of the issuer */
  readonly audience?: string
  /** Whose token it says it is. @default the issuer's own */
  readonly issuer?: string
  /** Seconds that it holds; a negative one has expired. @default 600 */
  readonly seconds?: number
}

/** An identity provider on this machine, over TLS, that signs real tokens. */
export interface LocalIssuer {
  readonly url: string
  readonly audience: string
  /** Certificate of its own authority, as PEM. */
  readonly certificateAuthority: string
  token(claims: TokenClaims): Promise<string>
  end(): Promise<void>
}

/** Starts an identity provider on the loopback interface. */
export async function localIssuer(audience = 'superpod'): Promise<LocalIssuer> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  })
  const folder = await mkdtemp(join(tmpdir(), 'issuer-'))
  const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') }
  await writeFile(files.cert, cert)
  await writeFile(files.key, key, { mode: 0o600 })
  const server = new OAuth2Server(files.key, files.cert)
  await server.issuer.keys.generate('RS256')
  await server.start(0, '127.0.0.1')
  const url = `https://127.0.0.1:${server.address().port}`
  server.issuer.url = url
  return {
    url,
    audience,
    certificateAuthority: cert,
    token: ({ user, groups, audience: aud = audience, issuer: iss = url, seconds = 600 }) =>
      server.issuer.buildToken({
        scopesOrTransform: (_header, payload) => {
          const now = Math.floor(Date.now() / 1000)
          Object.assign(payload, { iss, sub: user, groups, aud, iat: now - 60, nbf: now - 60, exp: now + seconds })
        },
      }),
    async end() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What a pod’s file says of an issuer, as text to append to it. */
export function issuerConfig({ url, audience, certificateAuthority }: LocalIssuer): string {
  const pem = certificateAuthority.trim().replaceAll(/^/gm, '      ')
  return `identity:\n  issuer:\n    url: ${url}\n    audiences: [${audience}]\n    certificateAuthority: |\n${pem}\n`
}
