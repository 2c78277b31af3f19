import { generateKeyPairSync, sign } from 'node:crypto'

/** A request for a client certificate, and the key that it is for: both as PEM. */
export interface CertificateRequest {
  readonly request: string
  readonly key: string
}

/**
 * A PKCS#10 request, as the API server's signers want it: the user is the common name, each group an organisation.
 * Node makes keys and signatures, but no requests: the few lines of DER around them are here.
 * @see https://www.rfc-editor.org/rfc/rfc2986
 */
export function certificateRequest(user: string, groups: readonly string[]): CertificateRequest {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = sequence(
    ...groups.map((group) => attribute(oid.organisation, group)),
    attribute(oid.commonName, user),
  )
  const info = sequence(
    der(tag.integer, Buffer.from([0])),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(tag.attributes),
  )
  const signature = sign('sha256', info, privateKey)
  const request = sequence(info, sequence(oid.ecdsaWithSha256), der(tag.bitString, Buffer.from([0]), signature))
  return {
    request: pem('CERTIFICATE REQUEST', request),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

const tag = {
  integer: 0x02,
  bitString: 0x03,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  attributes: 0xa0,
} as const

const oid = {
  commonName: der(tag.oid, Buffer.from([0x55, 0x04, 0x03])),
  organisation: der(tag.oid, Buffer.from([0x55, 0x04, 0x0a])),
  ecdsaWithSha256: der(tag.oid, Buffer.from([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02])),
}

function attribute(type: Buffer, value: string): Buffer {
  return der(tag.set, sequence(type, der(tag.utf8, Buffer.from(value))))
}

function sequence(...parts: Buffer[]): Buffer {
  return der(tag.sequence, ...parts)
}

function der(kind: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([kind, length]), content])
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([kind, ...bytes]), content])
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
