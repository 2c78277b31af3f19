import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { toolOnPath } from '#tools'
import { searchPath } from '../../kit/superpod.ts'

/** Chromium as Debian has it; undefined where it is not installed. */
export const chromiumProgram = await toolOnPath('chromium', { PATH: searchPath })

/** A browser that knows nobody, and what it saw. */
export interface Visit {
  readonly context: BrowserContext
  /** Errors on the console, and those that nobody caught. */
  readonly problems: string[]
  /** Addresses that a page asked for, the page itself left out. */
  readonly requests: string[]
  close(): Promise<void>
}

/** Starts a browser with an empty profile. */
export async function visit(options: BrowserContextOptions = {}): Promise<Visit> {
  const profile = mkdtempSync(join(tmpdir(), 'superpod-browser-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...options,
    ...(chromiumProgram === undefined ? {} : { executablePath: chromiumProgram }),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  const problems: string[] = []
  const requests: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  context.on('weberror', (error) => problems.push(String(error.error())))
  context.on('request', (request) => {
    if (!request.isNavigationRequest()) requests.push(request.url())
  })
  return {
    context,
    problems,
    requests,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

/** Opens a file. */
export async function opened({ context }: Visit, file: string, hash = ''): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`file://${file}${hash}`)
  return page
}
