import { createServer } from 'node:net'

// below the range that the kernel takes outgoing connections' ports from, so that a stopped twin finds its ports free again
const lowest = 20_000
const highest = 29_999

/** Ports on the loopback interface that nobody listens on, each one once. */
export async function freePorts(count: number, taken: ReadonlySet<number> = new Set()): Promise<number[]> {
  const found = new Set<number>()
  for (let tries = 0; found.size < count; tries++) {
    if (tries > 10_000) throw new Error(`no ${count} free ports between ${lowest} and ${highest}`)
    const port = lowest + Math.floor(Math.random() * (highest - lowest + 1))
    if (!taken.has(port) && !found.has(port) && (await isFree(port))) found.add(port)
  }
  return [...found]
}

/** Whether nobody listens on a port of the loopback interface. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
