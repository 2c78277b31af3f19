import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'

/** A freeze that is on, and one that is over and still written. */
export function freezeFindings({ target }: Pick<PodModel, 'target'>, at: string): Finding[] {
  const { freeze, name } = target
  if (!freeze) return []
  const path = `targets.${name}.freeze`
  if (at <= freeze.until) {
    return [
      {
        code: 'freeze/on',
        severity: 'info',
        path,
        message: `until ${freeze.until} nothing on ${name} is drained, restarted or destroyed: ${freeze.reason}`,
      },
    ]
  }
  return [
    {
      code: 'freeze/over',
      severity: 'info',
      path,
      message: `the freeze of ${name} was until ${freeze.until}, but it is ${at}: it holds nothing back any more`,
      remedy: 'remove freeze from the target',
    },
  ]
}
