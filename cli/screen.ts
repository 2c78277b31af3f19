import type { WriteStream } from 'node:tty'
import picocolors from 'picocolors'

/** Colours for one stream; each function returns its text unchanged where there are none. */
export type Colors = ReturnType<typeof picocolors.createColors>

/** One of the two streams that a person, or a pipe, reads. */
export interface Sheet {
  readonly colors: Colors
  /** Whether lines may be rewritten. */
  readonly live: boolean
  /** Columns of the terminal; 100 where there is none. */
  readonly columns: number
  write(text: string): void
  /** Resolves when all that was written is with the reader, or the reader is gone. */
  flushed(): Promise<void>
}

/** Where a command speaks: results go to `out`, talk to `talk`. */
export interface Screen {
  readonly out: Sheet
  readonly talk: Sheet
}

/**
 * The screen of this process.
 * @param color - what the person asked for; undefined lets each stream's terminal decide
 */
export function processScreen(color: boolean | undefined): Screen {
  return { out: sheet(process.stdout, color), talk: sheet(process.stderr, color) }
}

function sheet(stream: WriteStream, color: boolean | undefined): Sheet {
  let gone = false
  // a reader that has seen enough (`| head`) must not end the work
  stream.on('error', () => {
    gone = true
  })
  return {
    colors: picocolors.createColors(color ?? Boolean(stream.isTTY)),
    live: Boolean(stream.isTTY) && color !== false,
    get columns() {
      return stream.columns || 100
    },
    write(text) {
      if (!gone) stream.write(text)
    },
    flushed: () =>
      new Promise((resolve) => {
        if (gone) return resolve()
        stream.once('error', () => resolve())
        stream.write('', () => resolve())
      }),
  }
}
