import type { KubeObject } from '#core'
import type { JobPlan } from '#model'
import { type CommentedObject, commentedYaml } from './commented-yaml.ts'
import { inference } from './inference.ts'
import { notebook } from './notebook.ts'
import { trainJob, trainJobSet } from './train-job.ts'
import { trainerJob } from './trainer-job.ts'

/** A job's manifest: its objects, and the same as text for people. */
export interface JobManifest {
  readonly objects: readonly KubeObject[]
  /** YAML with comments, a document an object; ends in a line end. */
  readonly text: string
}

/** The manifest of a job: what is queued first, then what it needs beside it. */
export function jobManifest(plan: JobPlan): JobManifest {
  const objects = commentedObjects(plan)
  return { objects: objects.map(({ object }) => object), text: commentedYaml(objects) }
}

function commentedObjects(plan: JobPlan): CommentedObject[] {
  if (plan.purpose === 'notebook') return notebook(plan)
  if (plan.purpose === 'inference') return inference(plan)
  if (plan.kind === 'jobset') return trainJobSet(plan)
  return plan.kind === 'trainjob' ? trainerJob(plan) : trainJob(plan)
}
