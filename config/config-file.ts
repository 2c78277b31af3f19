import { isUtf8 } from 'node:buffer'
import { readFile, stat } from 'node:fs/promises'
import type { Finding } from '#core'

/** Largest file that is read: a tenant's file has about 1 KiB. */
const mostBytes = 1024 * 1024

/** A file's text without its byte order mark, or why it has none. */
export type ConfigText = { readonly text: string } | { readonly finding: Finding }

/**
 * The text of a configuration file.
 * @param file - path of the file
 * @param path - dotted path that the finding is about
 */
export async function configText(file: string, path: string): Promise<ConfigText> {
  try {
    const facts = await stat(file)
    if (!facts.isFile()) return { finding: fault(file, path, notAFile(facts.isDirectory())) }
    if (facts.size > mostBytes) return { finding: fault(file, path, tooLarge(facts.size)) }
    return decoded(file, path, await readFile(file))
  } catch (error) {
    return { finding: fault(file, path, unreadable(error)) }
  }
}

interface FileFault {
  readonly code: string
  readonly message: string
  readonly remedy: string
  /** Bytes before the fault, where it is inside of the file. */
  readonly before?: Buffer
}

function fault(file: string, path: string, { code, message, remedy, before }: FileFault): Finding {
  return { code, severity: 'error', path, place: { file, ...placeAfter(before) }, message, remedy }
}

function decoded(file: string, path: string, bytes: Buffer): ConfigText {
  const encoding = encodingFault(bytes) ?? controlFault(bytes)
  if (encoding) return { finding: fault(file, path, encoding) }
  return { text: bytes.toString('utf8').replace(/^\uFEFF/, '') }
}

function notAFile(isDirectory: boolean): FileFault {
  const found = isDirectory ? 'a folder' : 'a pipe, a socket or a device'
  return { code: 'file/not-a-file', message: `found ${found}, but this must be a file`, remedy: 'put a YAML file here' }
}

function tooLarge(bytes: number): FileFault {
  const found = `${(bytes / 1024 / 1024).toFixed(1)} MiB`
  return {
    code: 'file/too-large',
    message: `the file has ${found} (${bytes} bytes), but may have 1 MiB (${mostBytes} bytes)`,
    remedy: 'check that this is the right file',
  }
}

function unreadable(error: unknown): FileFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT') {
    return {
      code: 'file/missing',
      message: 'found no file, but there must be one',
      remedy: 'write the file, or mend the link',
    }
  }
  if (code === 'ELOOP') {
    return {
      code: 'file/loop',
      message: 'found a symbolic link that leads to itself, but this must be a file',
      remedy: 'remove the link',
    }
  }
  return {
    code: 'file/unreadable',
    message: `the file cannot be read (${code}), but must be readable by whoever runs this`,
    remedy: 'check its owner and its mode',
  }
}

function encodingFault(bytes: Buffer): FileFault | undefined {
  const remedy = 'save the file as UTF-8'
  const start = bytes.subarray(0, 2).toString('hex')
  if (start === 'fffe' || start === 'feff') {
    return { code: 'file/encoding', message: 'the file is UTF-16, but must be UTF-8', remedy }
  }
  if (bytes.includes(0) || isUtf8(bytes)) return undefined
  const before = validStart(bytes)
  const byte = bytes[before.length]?.toString(16).padStart(2, '0')
  return {
    code: 'file/encoding',
    message: `found the byte 0x${byte}, which is not UTF-8; the file must be UTF-8`,
    remedy,
    before,
  }
}

/** The longest beginning that is UTF-8, by halving: being UTF-8 up to a character's end only ever ends once. */
function validStart(bytes: Buffer): Buffer {
  let valid = 0
  let invalid = bytes.length
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1
    if (isValidSoFar(bytes.subarray(0, middle))) valid = middle
    else invalid = middle
  }
  return bytes.subarray(0, valid)
}

/** Whether bytes are UTF-8 but for a character that has only begun. */
function isValidSoFar(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function controlFault(bytes: Buffer): FileFault | undefined {
  const at = bytes.findIndex(
    (byte) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f,
  )
  if (at === -1) return undefined
  const byte = bytes[at]?.toString(16).padStart(2, '0')
  return {
    code: 'file/binary',
    message: `found the control character 0x${byte}, but the file must be plain text`,
    remedy: 'check that this is a YAML file, and remove the character',
    before: bytes.subarray(0, at),
  }
}

function placeAfter(before: Buffer | undefined): { line: number; column: number } {
  const lines = (before?.toString('utf8') ?? '').replace(/^\uFEFF/, '').split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
