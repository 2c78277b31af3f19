import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** A file that a program's output is added to. */
export interface ProgramLog {
  readonly fd: number
  line(text: string): void
  close(): void
}

/** Opens a log for its owner only, and makes its folder. What is there already stays. */
export function openLog(file: string): ProgramLog {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const fd = openSync(file, 'a', 0o600)
  let open = true
  return {
    fd,
    line(text) {
      if (!open) return
      try {
        writeSync(fd, `${text}\n`)
      } catch {
        // a full disk must not end the program whose output this is
      }
    },
    close() {
      if (open) closeSync(fd)
      open = false
    },
  }
}
