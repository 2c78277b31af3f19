import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { silent } from '#core'
import { filledMirror, wantedMirror } from '#delivery'
import { output, twinTools } from '#tools'

const cache = join(homedir(), '.cache', 'superpod')
const tools = await twinTools({ cache, progress: silent, env: { PATH: '/nowhere' } }).catch(() => undefined)

test.skipIf(!tools)(
  `a chart is pulled from its repository${tools ? '' : ' (skipped: no compiled helm)'}`,
  async () => {
    if (!tools) return
    const [home, mirror] = [mkdtempSync(join(tmpdir(), 'charts-')), mkdtempSync(join(tmpdir(), 'mirror-'))]
    onTestFinished(() => [home, mirror].forEach((dir) => void rmSync(dir, { recursive: true, force: true })))
    const env = { PATH: '/usr/bin:/bin', HOME: home }
    const server = createServer((request, response) => {
      const file = readdirSync(home).find((name) => name === basename(request.url ?? ''))
      response.writeHead(file ? 200 : 404).end(file ? readFileSync(join(home, file)) : '')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const repository = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    await output(tools.helm, ['create', 'tiny'], { cwd: home, env })
    await output(tools.helm, ['package', 'tiny'], { cwd: home, env })
    await output(tools.helm, ['repo', 'index', '.', '--url', repository], { cwd: home, env })

    const wanted = wantedMirror([
      { json: {}, objects: [], releases: [{ chart: 'tiny', version: '0.1.0', repository, values: {} }] },
    ])
    const signal = new AbortController().signal
    const sources = { own: '/nowhere', helm: tools.helm, platform: 'linux_amd64', env, progress: silent, signal }
    const { missing, said } = await filledMirror(mirror, wanted, sources)
    expect({ missing, said }).toEqual({ missing: { providers: [], charts: [], images: [] }, said: [] })
    expect(readdirSync(join(mirror, 'charts'))).toEqual(['tiny-0.1.0.tgz'])
  },
  30_000,
)
