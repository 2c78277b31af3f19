import { storageBackend } from '#catalog'
import { counted, type Finding } from '#core'
import type { PodModel } from '#model'
import { type Check, judgedCheck, openCheck } from '../check.ts'
import type { Home } from './home.ts'
import { networkPlugin } from './network-plugin.ts'
import type { Site } from './site.ts'

/** What tenants rely on that nothing here installs: network policies, Pod Security, storage. */
export function clusterChecks(model: PodModel, site: Site, home: Home): Check[] {
  return [networkCheck(model, site), podSecurityCheck(model, site), storageCheck(model, site, home)]
}

function networkCheck({ tenants, target }: PodModel, site: Site): Check {
  const title = 'the network plugin enforces NetworkPolicies'
  if (!site.daemonSets) return openCheck('network', title, 'DaemonSets could not be read')
  const plugin = networkPlugin(site)
  if (!plugin) return openCheck('network', title, 'no plugin was recognised: try a policy before you rely on it')
  const { name, enforces, evidence } = plugin
  const note = `${name} (${evidence})`
  if (enforces === undefined) return openCheck('network', title, `${note}: it depends on how it is set up`)
  if (enforces) return judgedCheck('network', title, `${note}; known of the plugin, not tried here`, [])
  const sensitive = tenants.find(({ sensitivity }) => sensitivity === 'sensitive')
  const whose = sensitive ? `, and ${sensitive.name} has sensitive data` : ''
  return judgedCheck('network', title, note, [
    {
      code: 'preflight/network-policy',
      severity: sensitive ? 'error' : 'warning',
      path: target.name,
      message: `${name} enforces no NetworkPolicies: tenants reach one another${whose}`,
      remedy: 'put a plugin in its place that enforces them, or one beside it that does',
    },
  ])
}

function podSecurityCheck({ target }: PodModel, { podSecurity }: Site): Check {
  const title = 'Pod Security admission is on'
  if (!podSecurity)
    return openCheck('pod-security', title, 'it takes the right to create namespaces and pods, as a dry run')
  const { isOn, usual } = podSecurity
  if (isOn === undefined) return openCheck('pod-security', title, 'something else refused the dry run first')
  const note = usual === undefined ? 'a namespace without labels takes privileged pods' : `without labels: ${usual}`
  if (isOn) return judgedCheck('pod-security', title, note, [])
  return judgedCheck('pod-security', title, 'a level that does not exist was taken', [
    {
      code: 'preflight/pod-security-off',
      severity: 'error',
      path: target.name,
      message: 'the API server takes a Pod Security level that does not exist: its admission plugin PodSecurity is off',
      remedy: "switch it on in the API server: without it no tenant's namespace is restricted",
    },
  ])
}

function storageCheck(model: PodModel, { storageClasses, csiDrivers }: Site, home: Home): Check {
  const title = 'storage that config takes for there is there'
  if (!storageClasses || !csiDrivers) return openCheck('storage', title, 'storage classes could not be read')
  const note = `${counted(storageClasses.length, 'class', 'classes')}, ${counted(csiDrivers.length, 'driver')}`
  const findings = [
    ...missingClasses(model, new Set(storageClasses.map(({ metadata }) => metadata.name))),
    ...drivers(model, csiDrivers, home),
    ...withoutDefault(model, storageClasses),
  ]
  return judgedCheck('storage', title, note, findings)
}

function missingClasses({ storage }: PodModel, there: ReadonlySet<string>): Finding[] {
  return storage.classes
    .filter(({ backend, className }) => backend === 'existing' && !there.has(className))
    .map(({ purpose, className }) => ({
      code: 'preflight/storage-class',
      severity: 'warning',
      path: `storage.${purpose}.class`,
      message: `config takes the StorageClass ${className} for there, but it is not: claims of ${purpose} stay pending`,
      remedy: 'have it made, or name one that is there',
    }))
}

function drivers({ storage }: PodModel, live: NonNullable<Site['csiDrivers']>, home: Home): Finding[] {
  return storage.drivers.flatMap(({ backend, owner, purposes }): Finding[] => {
    const provisioner = storageBackend(backend).provisioner?.value
    const driver = live.find(({ metadata }) => metadata.name === provisioner)
    const path = `storage.${purposes[0]}.driver.owner`
    if (owner === 'superpod' && driver && !home.isReleased(driver) && !home.isThere) {
      return [
        {
          code: 'preflight/driver-foreign',
          severity: 'error',
          path,
          message: `superpod is to install the driver ${provisioner}, but it is here already`,
          remedy: `write driver: { owner: external } under ${purposes.map((purpose) => `storage.${purpose}`).join(', ')}`,
        },
      ]
    }
    // a provisioner such as local-path is no CSI driver, and has no such object
    if (owner === 'superpod' || driver || backend === 'local-path' || provisioner === undefined) return []
    return [
      {
        code: 'preflight/driver-missing',
        severity: 'warning',
        path,
        message: `config says that somebody else installs the driver ${provisioner}, but it is not here: claims of ${purposes.join(', ')} stay pending`,
        remedy: 'have its owner install it',
      },
    ]
  })
}

const defaultClass = 'storageclass.kubernetes.io/is-default-class'

function withoutDefault({ platform }: PodModel, classes: NonNullable<Site['storageClasses']>): Finding[] {
  const { owner, storage } = platform.observability
  if (owner !== 'superpod' || !storage || storage.class !== undefined) return []
  if (classes.some(({ metadata }) => metadata.annotations?.[defaultClass] === 'true')) return []
  return [
    {
      code: 'preflight/storage-default',
      severity: 'warning',
      path: 'platform.observability.storage.class',
      message: 'Prometheus claims of the default storage class, but no class is the default: its claim stays pending',
      remedy: 'name a class, or mark one as the default',
    },
  ]
}
