import { jobSetOfTrainer } from '#catalog'
import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'
import { isReal } from '../real-target.ts'

/** A JobSet that the Trainer was not released with. */
export function trainerFindings({ target, platform: { jobSet, trainer } }: PodModel): Finding[] {
  const released = jobSetOfTrainer[trainer.version]?.value
  if (!isReal(target) || released === undefined || released === jobSet.version) return []
  return [
    {
      code: 'platform/trainer-jobset',
      severity: 'warning',
      path: 'platform.jobSet.version',
      message: `version of JobSet is ${jobSet.version}, but Kubeflow Trainer ${trainer.version} is released with JobSet ${released} (TRAINER)`,
      remedy: `write jobSet: { version: "${released}" }, or a Trainer that is released with ${jobSet.version}`,
    },
  ]
}
