import { type Finding, wordList } from '#core'
import type { PodModel } from '../../pod-model.ts'
import { fieldPath } from './exclusion.ts'

/** Classes that two purposes claim, and purposes that kind can only pretend to have. */
export function classFindings({ storage: { classes }, target }: PodModel): Finding[] {
  const owners = new Map<string, string>()
  const twice = classes.flatMap(({ purpose, className, backend }): Finding[] => {
    const owner = owners.get(className)
    owners.set(className, owner ?? purpose)
    if (owner === undefined) return []
    // the one that names a class can name another
    const [named, by] = backend === 'existing' ? [purpose, owner] : [owner, purpose]
    return [
      {
        code: 'storage/class-claimed-twice',
        severity: 'error',
        path: fieldPath(named, 'class'),
        message: `${named} is the storage class ${className}, but ${by} is it too: a claim could not say which is meant, and quota is by class (K8S)`,
        remedy: `name another class for ${named}, or remove ${by}`,
      },
    ]
  })
  return [...twice, ...(target.kind === 'kind' ? withoutDriver(classes) : [])]
}

function withoutDriver(classes: PodModel['storage']['classes']): Finding[] {
  const idle = classes.filter(({ backend }) => backend !== 'local-path' && backend !== 'existing')
  const [first] = idle
  if (!first) return []
  const names = wordList(
    idle.map(({ purpose }) => purpose),
    'and',
  )
  return [
    {
      code: 'storage/no-driver',
      severity: 'warning',
      path: fieldPath(first.purpose, 'backend'),
      message: `${names} would have classes, but kind has no driver for them: claims stay pending`,
      remedy: 'write backend: local-path for them in the override of the target',
    },
  ]
}
