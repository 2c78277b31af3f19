/**
 * Where long work tells how far it is. Rooms report; only `cli` prints.
 * A step has a name for life; its detail may change as often as it likes.
 */
export interface Progress {
  /** A step begins, or tells more: `('stack gefion-twin-platform', '12 of 40 objects')`. */
  step(name: string, detail?: string): void
  /** A step has ended well, with what came of it. */
  done(name: string, result?: string): void
  /** A step has ended badly: findings tell the rest. */
  failed(name: string): void
  /** A remark that belongs to no step. */
  note(text: string): void
}

/** Progress that nobody watches. */
export const silent: Progress = { step() {}, done() {}, failed() {}, note() {} }
