import type { KubeObject } from '#core'
import { admissionPolicy, type PolicyEnforcement } from './admission-policy.ts'
import { cel, celList, podRules, podVariables, type Variable } from './pod-template.ts'
import type { PolicyValidation } from './policy-objects.ts'
import { termKeys, terms } from './tenant-terms.ts'

export interface AllowedImagesProps extends PolicyEnforcement {
  /** Registries, with or without a path, for tenants that have no list of their own. @default any */
  readonly registries?: readonly string[]
}

/** Images of containers, and those that are mounted as volumes: a list for each template. */
const images = cel(`
  variables.templates.map(template,
    (has(template.spec.volumes) ? template.spec.volumes : [])
      .filter(volume, has(volume.image) && has(volume.image.reference)).map(volume, volume.image.reference)) +
  variables.containers.map(containers,
    containers.filter(container, has(container.image)).map(container, container.image))`)

const registriesOf = (registries: readonly string[]) =>
  `'${termKeys.registries}' in variables.terms ? variables.terms['${termKeys.registries}'].split(',') : ${celList(registries)}`

const validations: readonly PolicyValidation[] = [
  {
    expression: cel(`size(variables.registries) == 0 || variables.images.all(images, images.all(image,
      variables.registries.exists(registry, image.startsWith(registry + '/'))))`),
    message: 'an image comes from a registry that is not allowed here',
    messageExpression:
      "'images come from ' + variables.registries.join(', ') + ' only, and are named with their registry: ' + variables.images.map(images, images.filter(image, !variables.registries.exists(registry, image.startsWith(registry + '/'))).join(', ')).filter(text, text != '').join(', ') + ' is not'",
  },
  {
    expression: cel(`!('${termKeys.digests}' in variables.terms) || variables.images.all(images, images.all(image,
      image.matches('@sha256:[0-9a-f]{64}$')))`),
    message:
      'the tenant’s data is sensitive, so images are named by digest, as registry/name@sha256:…: a tag can be moved to another image',
  },
]

/**
 * The policy on images: from the registries of the platform, or of the tenant where it has a list of its own, and by
 * digest where the tenant's terms ask for that. An image is judged by its name: it must begin with its registry.
 * @returns the policy and its bindings
 */
export function allowedImages({ registries = [], ...enforcement }: AllowedImagesProps = {}): KubeObject[] {
  const variables: readonly Variable[] = [
    ...podVariables,
    terms,
    { name: 'registries', expression: registriesOf(registries) },
    { name: 'images', expression: images },
  ]
  return admissionPolicy({ name: 'superpod-allowed-images', rules: podRules, variables, validations, ...enforcement })
}
