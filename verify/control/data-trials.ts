import type { dataControls } from '#catalog'
import { gibibyteQuantity, type KubeObject } from '#core'
import { volumeMakers } from './access-trials.ts'
import type { Ground } from './ground.ts'
import { submitterOf } from './person.ts'
import { nobody, refusedWork, type Trial } from './trial.ts'
import { volumeTrials } from './work-trials.ts'

/** Tries of where data lies, by control. */
export const dataTrials: Readonly<Partial<Record<keyof typeof dataControls, (ground: Ground) => readonly Trial[]>>> = {
  'storage/claims': (ground) => aboveClaims(ground),
  'storage/volumes': (ground) => [...volumeTrials(ground), ...volumeMakers(ground)],
}

function aboveClaims({ cluster, tenant }: Ground): Trial[] {
  const as = submitterOf(tenant)
  if (!as) return [nobody]
  return tenant.namespaces.flatMap(({ name }) =>
    Object.entries(tenant.storageQuota).map(([className, { sizeGiB }]) => {
      const what = `a claim of more than ${sizeGiB} GiB of ${className}`
      const object = claim(name, className, sizeGiB + 1)
      return refusedWork({ cluster, as, what, object, by: ['exceeded quota'] })
    }),
  )
}

function claim(namespace: string, storageClassName: string, sizeGiB: number): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'superpod-controls', namespace },
    spec: {
      storageClassName,
      accessModes: ['ReadWriteMany'],
      resources: { requests: { storage: gibibyteQuantity(sizeGiB) } },
    },
  }
}
