import { stableText } from '#core'
import { ApiFault, type Cluster, writtenPart } from '#kube'
import type { Change } from './change.ts'
import type { StackObject } from './delivery-stack.ts'

/**
 * What applying a typed resource would change: the live object against what the server would make of it.
 * @returns undefined when nothing would change
 */
export async function typedChange(
  cluster: Cluster | undefined,
  { address, object }: StackObject,
): Promise<Change | undefined> {
  const { kind, metadata } = object
  const facts = { address, kind, namespace: metadata.namespace ?? '', name: metadata.name }
  const before = await cluster?.get(object)
  if (!cluster || !before || before.metadata.deletionTimestamp) return { ...facts, action: 'create', after: object }
  try {
    const after = await cluster.apply(object, { dryRun: true })
    const [was, willBe] = [writtenPart(before), writtenPart(after)]
    return stableText(was) === stableText(willBe)
      ? undefined
      : { ...facts, action: 'update', before: was, after: willBe }
  } catch (error) {
    if (!isImmutable(error)) throw error
    return { ...facts, action: 'replace', before: writtenPart(before), after: object }
  }
}

/** Whether a server refuses a change of what it lets nobody change. */
function isImmutable(error: unknown): boolean {
  return error instanceof ApiFault && error.status === 422 && /immutable|cannot change/i.test(error.message)
}
