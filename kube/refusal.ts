import { ApiFault } from './api-fault.ts'

/** What the server has against a request; undefined where it takes it. */
export async function refusalOf(request: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await request()
    return undefined
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error
    return error.findings.map(({ message }) => message).join('; ')
  }
}
