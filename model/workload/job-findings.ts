import { counted, didYouMean, type Finding, wordList } from '#core'
import { gpuResource } from '../gpu-sharing.ts'
import type { PodModel } from '../pod-model.ts'
import { sharedPool } from '../pool.ts'
import { isReal } from '../real-target.ts'
import type { TenantModel } from '../tenant.ts'
import { narrowestPlace } from './job-place.ts'
import { gpusOf, namespaceOf, poolOf, registriesOf } from './job-plan.ts'
import type { JobRequest } from './job-request.ts'

/**
 * What speaks against a job before it is written: what would never be admitted, or by nobody.
 * @returns findings whose paths are the flags of `job new`
 */
export function jobFindings(model: PodModel, request: JobRequest): Finding[] {
  const tenant = model.tenants.find(({ name }) => name === request.tenant)
  if (!tenant) return [unknownTenant(model, request.tenant)]
  return [
    ...stopped(tenant),
    ...namespaces(tenant, request),
    ...names(request),
    ...images(model, tenant, request),
    ...amounts(model, tenant, request),
    ...kinds(model, request),
    ...shares(tenant),
  ]
}

function unknownTenant({ tenants, name: pod }: PodModel, tenant: string): Finding {
  const known = tenants.map(({ name }) => name)
  const meant = didYouMean(tenant, known)
  return error({
    code: 'job/tenant-unknown',
    path: '--tenant',
    message: `tenant is ${tenant}, but ${pod} has ${known.length > 0 ? wordList(known, 'and') : 'no tenant'}`,
    remedy: meant ? `write --tenant ${meant}` : 'name one of them',
  })
}

function stopped({ name, state }: TenantModel): Finding[] {
  if (state === 'suspended') {
    return [
      {
        code: 'job/tenant-suspended',
        severity: 'warning',
        path: '--tenant',
        message: `${name} is suspended: the job may be submitted, but waits until the tenant is active again`,
        remedy: `set state: active in tenants/${name}.yaml and apply it, or let it wait`,
      },
    ]
  }
  if (state !== 'retired') return []
  return [
    error({
      code: 'job/tenant-retired',
      path: '--tenant',
      message: `${name} is retired: its queue is held and drained, but work needs one that admits it`,
      remedy: `set state: active in tenants/${name}.yaml and apply it, or name another tenant`,
    }),
  ]
}

function namespaces(tenant: TenantModel, { namespace }: JobRequest): Finding[] {
  if (namespaceOf(tenant, namespace) !== undefined) return []
  const own = tenant.namespaces.map(({ name }) => name)
  const meant = didYouMean(namespace ?? '', own)
  return [
    error({
      code: 'job/namespace-unknown',
      path: '--namespace',
      message: `namespace is ${namespace}, but ${tenant.name} has ${wordList(own, 'and')}`,
      remedy: `write --namespace ${meant ?? own[0]}`,
    }),
  ]
}

/** Longest name: what is made of it gets a part, a number and a random end, and stays a DNS label. */
const longestName = 40
const label = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/

function names({ name, claim, image }: JobRequest): Finding[] {
  const allowed = `a DNS-1123 label of at most ${longestName} lower-case letters, digits and hyphens, a letter first`
  return [
    ...(name === undefined || (label.test(name) && name.length <= longestName)
      ? []
      : [
          error({
            code: 'job/name-format',
            path: '--name',
            message: `name is ${name}, but must be ${allowed}`,
            remedy: shorter(name),
          }),
        ]),
    ...(claim === undefined || (label.test(claim) && claim.length <= 63)
      ? []
      : [
          error({
            code: 'job/name-format',
            path: '--claim',
            message: `claim is ${claim}, but must be the name of a PersistentVolumeClaim: a DNS-1123 label`,
            remedy: 'write the name that `kubectl get pvc` shows',
          }),
        ]),
    ...(image === undefined || /^(?!.*\/\/)[a-z0-9][\w./:@-]{0,254}$/.test(image)
      ? []
      : [
          error({
            code: 'job/image-format',
            path: '--image',
            message: `image is ${image}, but must be a reference such as registry.example.org/train:1`,
            remedy: 'write registry, repository and tag or digest, with no scheme and no space',
          }),
        ]),
  ]
}

// what the API server would refuse is refused before it is written
function images(model: PodModel, tenant: TenantModel, { image }: JobRequest): Finding[] {
  if (image === undefined) return []
  const registries = registriesOf(model, tenant)
  const isAllowed = registries.length === 0 || registries.some((registry) => image.startsWith(`${registry}/`))
  return [
    ...(tenant.terms.digests && !/@sha256:[0-9a-f]{64}$/.test(image)
      ? [
          error({
            code: 'job/image-without-digest',
            path: '--image',
            message: `image is ${image}, but ${tenant.name} is sensitive: its images are named by digest`,
            remedy: 'write it with @sha256: and its 64 digits, as `crane digest` or the registry shows',
          }),
        ]
      : []),
    ...(isAllowed
      ? []
      : [
          error({
            code: 'job/image-registry',
            path: '--image',
            message: `image is ${image}, but images of ${tenant.name} come from ${wordList(registries)}`,
            remedy: 'name an image there, or have the registry added',
          }),
        ]),
  ]
}

function shorter(name: string): string {
  const proposal = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longestName)
    .replace(/-+$/, '')
  return proposal === '' ? 'choose another name' : `write --name ${proposal}`
}

function amounts(model: PodModel, tenant: TenantModel, request: JobRequest): Finding[] {
  const perSystem = model.generation.gpu.count
  const gpus = gpusOf(model, request)
  const { systems = 1 } = request
  if (gpus > perSystem) {
    return [
      error({
        code: 'job/gpus-above-system',
        path: '--gpus',
        message: `each pod would ask for ${gpus} GPUs, but a ${model.generation.title} has ${perSystem}`,
        remedy: `write --gpus ${perSystem} at most, and more --systems`,
      }),
    ]
  }
  const whole = tenant.terms.wholeSystemGpus
  if (whole !== undefined && gpus % whole !== 0) {
    return [
      error({
        code: 'job/not-whole-systems',
        path: '--gpus',
        message: `each pod would ask for ${gpus} GPUs, but work of ${tenant.name} takes whole systems of ${whole}: the API server refuses less`,
        remedy: `write --gpus ${whole}, or leave it out`,
      }),
    ]
  }
  if (systems * gpus > tenant.gpus.burst) return [aboveBurst(tenant, systems, gpus)]
  return outOfPlace(model, tenant, request, systems)
}

function aboveBurst({ name, gpus: { burst } }: TenantModel, systems: number, gpus: number): Finding {
  const most = Math.floor(burst / gpus)
  return error({
    code: 'job/above-burst',
    path: '--systems',
    message: `${counted(systems, 'system')} of ${gpus} GPUs are ${systems * gpus} GPUs, but ${name} may hold ${burst} at once: the job would wait for ever`,
    remedy:
      most > 0 ? `write --systems ${most} at most, or raise gpus.burst of ${name}` : `write --gpus ${burst} at most`,
  })
}

function outOfPlace(model: PodModel, tenant: TenantModel, { place }: JobRequest, systems: number): Finding[] {
  const pool = poolOf(model, tenant)
  const inService = pool.systems.filter(({ outage }) => outage === undefined).length
  const poolName = pool.name === sharedPool ? 'the shared pool' : `the pool of ${tenant.name}`
  if (systems > inService) {
    return [
      {
        code: 'job/above-service',
        severity: 'warning',
        path: '--systems',
        message: `the job wants ${counted(systems, 'system')}, but ${poolName} has ${inService} in service: it waits until more are`,
        remedy: `write --systems ${inService} at most, to start before that`,
      },
    ]
  }
  if (place !== 'required' || narrowestPlace(model, pool, systems)) return []
  const [widest = ''] = model.topology.levels
  return [
    error({
      code: 'job/place-too-small',
      path: '--place',
      message: `all ${systems} systems must lie together, but no ${widest.replace(/^.*\//, '')} of ${poolName} has as many in service`,
      remedy: 'write --place preferred: on as few as can be',
    }),
  ]
}

// the device plugin refuses a pod that asks for two shares of a GPU in turn; slices of a GPU are devices of their own
function shares({ name, pool, devices }: TenantModel): Finding[] {
  const parts = Object.entries(devices)
  if (parts.every(([resource, each]) => resource === gpuResource && each === 1)) return []
  return [
    {
      code: 'job/gpus-shared',
      severity: 'warning',
      path: '--gpus',
      message: `a GPU of pool ${pool} is ${wordList(
        parts.map(([resource, each]) => `${each} ${resource}`),
        'and',
      )}, and the job of ${name} asks for all of them`,
      remedy: 'lower the requests in the manifest to the parts that one pod needs',
    },
  ]
}

function kinds({ target }: PodModel, { purpose, kind, systems = 1 }: JobRequest): Finding[] {
  if (kind !== undefined && kind !== 'job' && purpose !== 'train') {
    return [
      error({
        code: 'job/kind-not-for-purpose',
        path: '--kind',
        message: `kind is ${kind}, but ${purpose} has one form only; kinds are for train`,
        remedy: 'remove --kind',
      }),
    ]
  }
  if (purpose === 'notebook' && systems > 1) {
    return [
      error({
        code: 'job/notebook-of-many',
        path: '--systems',
        message: `a notebook of ${systems} systems was asked for, but a notebook is one pod`,
        remedy: 'remove --systems, and say how many GPUs with --gpus',
      }),
    ]
  }
  if (kind === undefined || kind === 'job' || isReal(target)) return []
  return [
    {
      code: 'job/kind-not-run',
      severity: 'warning',
      path: '--kind',
      message: `a ${kind} needs its controller, but on ${target.kind} superpod installs none: the job is queued and admitted, and no pod is made`,
      remedy: 'write --target with a real cluster, or --kind job',
    },
  ]
}

function error(finding: Omit<Finding, 'severity'>): Finding {
  return { severity: 'error', ...finding }
}
