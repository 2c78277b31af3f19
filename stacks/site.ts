import type { Site } from '#constructs'
import type { PodModel } from '#model'

/** What of a model the site depends on. */
export interface SiteModel extends Pick<PodModel, 'target' | 'networks'> {
  readonly platform: Pick<PodModel['platform'], 'images' | 'proxy'>
}

/** The site that a pod's target is on. */
export function siteOfModel({ target: { artifacts }, platform: { images, proxy }, networks }: SiteModel): Site {
  return {
    charts: artifacts?.charts,
    images: artifacts?.images,
    pullSecrets: images.pullSecrets,
    registryCa: images.registryCa,
    ...(proxy
      ? {
          proxy: {
            ...proxy,
            noProxy: [...new Set([...inside(networks), ...registryHosts(artifacts), ...proxy.noProxy])].sort(),
          },
        }
      : {}),
  }
}

// what is in the cluster is never reached by a proxy outside of it
function inside({ pods, services }: PodModel['networks']): string[] {
  return ['localhost', '127.0.0.1', '.svc', '.cluster.local', `${pods}`, `${services}`]
}

function registryHosts(artifacts: PodModel['target']['artifacts']): string[] {
  const hosts = [artifacts?.images, artifacts?.charts?.replace(/^\w+:\/\//, '')]
  return hosts.flatMap((host) => host?.split(/[:/]/)[0] ?? [])
}
