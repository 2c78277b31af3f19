import { createHash } from 'node:crypto'
import { lstatSync, readlinkSync, symlinkSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { failure } from '#core'

/**
 * A name of a folder that has no blanks in it: kwokctl splits command lines at blanks, and would work in another folder.
 * The folder's own path where that has none, else a link to it among the temporary files, made where it is missing.
 * @throws Fault where somebody else has that name
 */
export function blanklessPath(folder: string): string {
  if (!/\s/.test(folder)) return folder
  const { uid } = userInfo()
  const link = join(
    tmpdir(),
    `superpod-${createHash('sha256').update(`${uid} ${folder}`).digest('hex').slice(0, 12)}-twin`,
  )
  const known = lstatSync(link, { throwIfNoEntry: false })
  if (!known) symlinkSync(folder, link)
  else if (known.uid !== uid || !known.isSymbolicLink() || readlinkSync(link) !== folder) throw taken(link)
  return link
}

function taken(link: string) {
  return failure({
    code: 'twin/short-name-taken',
    path: link,
    message: `${link} is not this user's link to the twin's folder`,
    remedy: `remove ${link}, or use a workspace whose path has no blanks`,
  })
}
