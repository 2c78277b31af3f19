import { printedSeconds } from '#core'

/** One program on the way through a build. */
export interface CompileWeight {
  readonly name: string
  readonly weightS: number
}

/**
 * How long a build has still to go, from what its parts took on a machine of two cores: that machine's pace at first,
 * this one's own as soon as a part is done.
 */
export class CompileTime {
  private readonly left: CompileWeight[]
  private doneWeightS = 0
  private doneS = 0
  private readonly guessedPace: number

  constructor(parts: readonly CompileWeight[], cores: number) {
    this.left = [...parts]
    this.guessedPace = Math.min(2, Math.max(0.25, 2 / Math.max(1, cores)))
  }

  /** A part is done: it took so long. One that found everything compiled tells nothing of the pace of the others. */
  done(name: string, tookS: number, { compiled = true }: { readonly compiled?: boolean } = {}): void {
    const index = this.left.findIndex((part) => part.name === name)
    const [part] = index < 0 ? [] : this.left.splice(index, 1)
    if (part === undefined || !compiled) return
    this.doneWeightS += part.weightS
    this.doneS += tookS
  }

  /** Seconds that are left when a part has been on its way for so long. */
  leftS(current: string, elapsedS: number): number {
    const pace = this.pace()
    return this.left.reduce((sum, part) => {
      const wholeS = part.weightS * pace
      // a part that takes longer than it should is taken to need a tenth more
      return sum + (part.name === current ? Math.max(wholeS - elapsedS, elapsedS / 10) : wholeS)
    }, 0)
  }

  /** The guess counts as much as the first minute that was measured: one small part must not decide. */
  private pace(): number {
    const guessWeightS = 60
    return (this.guessedPace * guessWeightS + this.doneS) / (guessWeightS + this.doneWeightS)
  }
}

/** A rough duration for people: `less than a minute`, `about 8 min`. */
export function printedEstimate(seconds: number): string {
  if (seconds < 50) return 'less than a minute'
  return `about ${printedSeconds(Math.round(seconds / 60) * 60)}`
}
