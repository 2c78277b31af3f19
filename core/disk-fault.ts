import { type Fault, failure } from './fault.ts'

const full = ['ENOSPC', 'EDQUOT']
const unwritable = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST']

/** Calls that only look: what they are refused is no matter of writing. `open` and `lstat` may be either. */
const looking = ['read', 'scandir', 'stat', 'access', 'readlink', 'realpath', 'opendir', 'spawn', 'chdir', 'uv_cwd']

/**
 * The fault for a file that the system does not let us write.
 * @param file - the one that was to be written: it is named, and the error is one of writing whatever call brought it
 * @returns undefined for an error of any other kind
 */
export function diskFault(error: unknown, file?: string): Fault | undefined {
  const { code = '', syscall = '', message, path = file } = (error ?? {}) as NodeJS.ErrnoException
  const reading = file === undefined && looking.some((call) => syscall.split(' ')[0] === call)
  if (full.includes(code)) {
    return failure(
      {
        code: 'disk/full',
        path: path ?? '',
        message: `no space is left on the disk${path ? ` of ${path}` : ''}`,
        remedy: 'free some space, then run the command again: nothing was lost',
      },
      error,
    )
  }
  // a folder that cannot be made on a read-only disk is said not to be there
  const refused = unwritable.includes(code) || (code === 'ENOENT' && syscall === 'mkdir')
  if (!refused || reading || path === undefined) return undefined
  return failure(
    {
      code: 'disk/unwritable',
      path,
      message: `${path} cannot be written: ${message}`,
      remedy: 'make its folder writable, then run the command again',
    },
    error,
  )
}
