import { ObjectsRelease, sensitiveSystemsRecord } from '#constructs'
import { sensitiveSystems } from '#model'
import type { PlatformParts } from './platform-parts.ts'

/** The record of systems that hold sensitive data, or did: only where there are such. */
export function addSensitiveSystems({ stack, model, home }: PlatformParts): void {
  const systems = sensitiveSystems(model)
  if (Object.keys(systems).length === 0) return
  new ObjectsRelease(stack, 'sensitive-systems', {
    name: 'sensitive-systems',
    namespace: home,
    objects: [sensitiveSystemsRecord(systems)],
  })
}
