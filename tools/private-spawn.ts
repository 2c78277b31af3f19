import { failure } from '#core'

/**
 * Spawns with umask 077: a child inherits it at its fork. Our own files keep the umask that they had.
 */
export function privately<Child>(spawn: () => Child): Child {
  const before = process.umask(0o077)
  try {
    return spawn()
  } finally {
    process.umask(before)
  }
}

/** The fault of a program that is not there. */
export function missing(file: string) {
  return failure({
    code: 'tool/missing',
    path: file,
    message: `${file} is not there, or the folder that it was to run in is not`,
    remedy: 'install it, or add its folder to PATH',
  })
}
