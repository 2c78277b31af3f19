import { failure } from '#core'
import { toolOnPath } from './path.ts'
import { type Environment, run } from './program.ts'

/** Programs that run containers for kind, in the order in which they are asked. */
const runtimes = ['docker', 'podman'] as const

/** One of them. */
export type ContainerRuntime = (typeof runtimes)[number]

/** A server that is there answers at once. */
const patienceMs = 10_000

/**
 * The program that runs containers on this machine: one whose server answers, not merely one that is on PATH.
 * @throws Fault(3) with the way out where none does
 */
export async function containerRuntime(env: Environment): Promise<ContainerRuntime> {
  const said: string[] = []
  for (const name of runtimes) {
    const why = await silence(name, env)
    if (why === undefined) return name
    said.push(`${name} ${why}`)
  }
  throw failure({
    code: 'tool/no-containers',
    path: runtimes.join(', '),
    message: `kind needs a Docker or podman that answers, but ${said.join(', and ')}`,
    remedy: 'start Docker or podman, or take the twin, which needs neither: leave --target out',
  })
}

/** @returns why it cannot be used; undefined where it can */
async function silence(name: ContainerRuntime, env: Environment): Promise<string | undefined> {
  const file = await toolOnPath(name, env)
  if (file === undefined) return 'is not on PATH'
  const late = AbortSignal.timeout(patienceMs)
  try {
    const { exitCode, stdout, stderr } = await run(file, ['info'], { env, signal: late })
    if (exitCode === 0) return undefined
    const words = `${stderr}\n${stdout}`
      .trim()
      .split('\n')
      .map((line) => line.trim())
    const line = words.find((each) => /cannot|error|failed/i.test(each)) ?? words.at(-1)
    return `says: ${line?.split('. ')[0] || `exit code ${exitCode}`}`
  } catch (error) {
    if (!late.aborted) throw error
    return `did not answer within ${patienceMs / 1000} s`
  }
}
