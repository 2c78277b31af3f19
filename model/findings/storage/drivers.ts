import { storageBackend } from '#catalog'
import { type Finding, wordList } from '#core'
import type { PodModel } from '../../pod-model.ts'
import { isReal } from '../../real-target.ts'
import { driverSettings, type StorageClassModel, type StorageDriverModel } from '../../storage.ts'
import { fieldPath } from './exclusion.ts'

/** Drivers that purposes want twice, and what a real cluster must have that superpod does not bring. */
export function driverFindings({ storage: { classes, drivers }, target }: PodModel): Finding[] {
  const findings = drivers.flatMap((driver) => differing(driver, classes))
  if (!isReal(target)) return findings
  return [...findings, ...classes.flatMap(firstOfBackend).flatMap(needed), ...drivers.flatMap(chartFolder)]
}

// one cluster has one driver of a kind
function differing({ backend, owner, chart }: StorageDriverModel, classes: readonly StorageClassModel[]): Finding[] {
  return classes
    .filter((member) => member.backend === backend)
    .flatMap((member) => {
      const written = driverSettings(member)
      return [
        ...differs(member.purpose, 'owner', written.owner, owner),
        ...differs(member.purpose, 'version', written.version, chart?.version),
      ]
    })
}

function differs(purpose: string, field: string, mine: string | undefined, others: string | undefined): Finding[] {
  if (mine === undefined || mine === others) return []
  return [
    {
      code: 'storage/driver-differs',
      severity: 'error',
      path: fieldPath(purpose, `driver.${field}`),
      message: `${purpose} has ${field} ${mine} of its driver, but another purpose has ${others}, and a cluster has one driver`,
      remedy: `write the same ${field}, or write it once`,
    },
  ]
}

function firstOfBackend(member: StorageClassModel, index: number, all: readonly StorageClassModel[]) {
  return all.findIndex(({ backend }) => backend === member.backend) === index ? [member] : []
}

function needed({ purpose, backend }: StorageClassModel): Finding[] {
  const { title, needs } = storageBackend(backend)
  if (needs.length === 0) return []
  return [
    {
      code: 'storage/prerequisite',
      severity: 'info',
      path: fieldPath(purpose, 'backend'),
      message: `${purpose} is on ${title}, but superpod does not bring ${wordList(needs, 'and')}`,
      remedy: 'see that it is there before the first claim',
    },
  ]
}

function chartFolder({ backend, owner, chart, purposes: [purpose = ''] }: StorageDriverModel): Finding[] {
  const home = storageBackend(backend).driver?.chart
  if (owner !== 'superpod' || !chart || home?.folder === undefined) return []
  return [
    {
      code: 'storage/chart-folder',
      severity: 'info',
      path: fieldPath(purpose, 'backend'),
      message: `the chart ${chart.name} is the folder ${home.folder} of ${home.repository.value}, but Helm finds charts in its repositories only`,
      remedy: `run helm package on that folder at version ${chart.version}, and put ${chart.name}-${chart.version}.tgz into charts/ of the mirror`,
    },
  ]
}
