import type { Progress } from '#core'

/** A step that has begun. */
export interface Step {
  readonly name: string
  readonly detail: string
  /** Milliseconds, of the clock that the journal was given. */
  readonly began: number
}

/** Where progress is drawn. */
export interface Drawing {
  began(step: Step): void
  changed(step: Step): void
  ended(step: Step, result: string, seconds: number, isGood: boolean): void
  noted(text: string): void
  /** Nothing more will come: leaves the cursor on a line of its own. */
  close(): void
}

/** Progress that remembers, so that an interrupted command can say how far it came. */
export interface Journal extends Progress {
  /** Steps that have begun and not ended. */
  open(): readonly Step[]
  /** Names of the steps that have ended well, in their order. */
  finished(): readonly string[]
  close(): void
}

/**
 * A journal that draws what it is told.
 * @param clock - milliseconds, from any start
 */
export function journal(drawing: Drawing, clock: () => number): Journal {
  const running = new Map<string, Step>()
  const over: string[] = []
  const ended = (name: string, result: string, isGood: boolean) => {
    const step = running.get(name) ?? { name, detail: '', began: clock() }
    running.delete(name)
    if (isGood) over.push(name)
    drawing.ended(step, result, (clock() - step.began) / 1000, isGood)
  }
  return {
    step(name, detail = '') {
      const known = running.get(name)
      const step = { name, detail, began: known?.began ?? clock() }
      running.set(name, step)
      if (known) drawing.changed(step)
      else drawing.began(step)
    },
    done: (name, result = '') => ended(name, result, true),
    failed: (name) => ended(name, 'failed', false),
    note: (text) => drawing.noted(text),
    open: () => [...running.values()],
    finished: () => over,
    close: () => drawing.close(),
  }
}
