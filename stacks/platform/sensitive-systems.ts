import { ObjectsRelease, sensitiveSystemsRecord } from '#constructs'
import { sensitiveSystems } from '#model'
import type { PlatformParts } from './platform-parts.ts'

/** The record of systems that hold sensitive data, or did; empty where none does, so that no tenant brings or takes a release. */
export function addSensitiveSystems({ stack, model, home }: PlatformParts): void {
  new ObjectsRelease(stack, 'sensitive-systems', {
    name: 'sensitive-systems',
    namespace: home,
    objects: [sensitiveSystemsRecord(sensitiveSystems(model))],
  })
}
