import { createHash } from 'node:crypto'
import { lstat, mkdir, rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { failure } from '#core'
import type { TwinFolder } from './twin-folder.ts'

/** Where the agent listens. A socket's path may have about 100 bytes: in the twin's folder where that does, else in a short one. */
export function egressSocket({ root }: TwinFolder): string {
  const inFolder = join(root, 'egress.sock')
  if (Buffer.byteLength(inFolder) <= 100) return inFolder
  const id = createHash('sha256').update(`${userInfo().uid} ${root}`).digest('hex').slice(0, 12)
  return join(tmpdir(), `superpod-${id}`, 'egress.sock')
}

/** Makes the folder of the socket. @throws Fault where it is there already and somebody else's */
export async function makeEgressFolder(folder: TwinFolder): Promise<void> {
  const place = dirname(egressSocket(folder))
  if (place === folder.root) return
  await mkdir(place, { recursive: true, mode: 0o700 })
  const { uid, mode } = await lstat(place)
  if (uid === userInfo().uid && (mode & 0o77) === 0) return
  throw failure({
    code: 'twin/socket-folder-taken',
    path: place,
    message: `${place} is not this user's alone`,
    remedy: `remove ${place}, or use a workspace whose path is shorter`,
  })
}

/** Removes the folder of the socket, where it is not the twin's own. */
export async function removeEgressFolder(folder: TwinFolder): Promise<void> {
  const place = dirname(egressSocket(folder))
  if (place !== folder.root) await rm(place, { recursive: true, force: true })
}
