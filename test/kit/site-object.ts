import { ObjectsRelease, siteContext } from '#constructs'
import type { KubeObject } from '#core'
import { rendered } from '#render'
import { synthesisedJson } from '#terraform'
import { looseStack } from './loose-stack.ts'

/** An object as a release carries it on a site that asks for everything that a site can. */
export function siteObject(object: KubeObject): KubeObject {
  const site = {
    images: 'registry.example.org/mirror',
    pullSecrets: ['registry-key'],
    registryCa: 'registry-ca',
    proxy: { https: 'http://proxy.example.org:3128', noProxy: ['.svc'] },
  }
  const stack = looseStack('tiny-twin-platform', siteContext(site))
  new ObjectsRelease(stack, 'one', { name: 'one', objects: [object] })
  const [first] = rendered(synthesisedJson(stack)).releases[0]?.objects ?? []
  if (!first) throw new Error('the release carries nothing')
  return first
}
