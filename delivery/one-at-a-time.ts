/** A queue of one: effects given to it run one after the other, whatever becomes of those before. */
export function oneAtATime(): <Result>(effect: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (effect) => {
    const next = last.then(effect, effect)
    last = next.catch(() => {})
    return next
  }
}
