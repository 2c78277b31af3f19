import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import Module from 'node:module'
import { homedir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import vm from 'node:vm'

// the sources become one CommonJS file, kept by the hash of all that goes into it: tsx would take 0.3 s longer each time
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bundles = resolve(process.env.SUPERPOD_CACHE || join(homedir(), '.cache', 'superpod'), 'bundle')
const kept = 4

function sources() {
  const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const files = ['package-lock.json', 'package.json']
  for (const room of Object.values(imports)) collect(dirname(join(root, room)), files)
  return [...new Set(files)].sort()
}

function collect(folder, files) {
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return
  }
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.name === 'node_modules') continue
    if (entry.isDirectory()) collect(path, files)
    else if (/\.(ts|mjs|json)$/.test(entry.name)) files.push(relative(root, path))
  }
}

function sourceHash() {
  const hash = createHash('sha256').update(root)
  for (const file of sources()) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}

/** esbuild empties `import.meta` in CommonJS: each file keeps its own place. */
const ownPlace = {
  name: 'own-place',
  setup(build) {
    build.onLoad({ filter: /\.([cm]?ts|m?js)$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes('import.meta.')) return undefined
      const contents = text
        .replace(/\bimport\.meta\.url\b/g, JSON.stringify(pathToFileURL(path).href))
        .replace(/\bimport\.meta\.dirname\b/g, JSON.stringify(dirname(path)))
        .replace(/\bimport\.meta\.filename\b/g, JSON.stringify(path))
      return { contents, loader: path.endsWith('ts') ? 'ts' : 'js' }
    })
  },
}

/** What the bundle hands out: the command line, and its cdktf for packages outside of it. */
const entry = "export { main } from './cli/index.ts'\nexport const shared = { cdktf: () => require('cdktf') }\n"

/** Packages that only some targets need: outside of the bundle, and loaded when such a target is asked for. */
const clouds = ['aws', 'google', 'azurerm']
const outside = new RegExp(`^@cdktf/provider-(${clouds.join('|')})(?=/)`)

async function bundle(folder) {
  const { build } = await import('esbuild')
  const half = `${folder}.${process.pid}`
  try {
    await build({
      absWorkingDir: root,
      stdin: { contents: entry, resolveDir: root, sourcefile: 'entry.js' },
      outfile: join(half, 'superpod.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20.19',
      sourcemap: 'linked',
      sourcesContent: false,
      logLevel: 'warning',
      external: clouds.map((name) => `@cdktf/provider-${name}`),
      plugins: [ownPlace],
    })
    renameSync(half, folder)
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  }
}

function forgetOld() {
  const ages = readdirSync(bundles).map((name) => {
    const folder = join(bundles, name)
    // another launcher may have put it in place, or removed it, meanwhile
    return { folder, age: statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0 }
  })
  ages.sort((a, b) => b.age - a.age)
  for (const { folder } of ages.slice(kept)) rmSync(folder, { recursive: true, force: true })
}

/** `require` for the bundle in a file: a package outside of it is the repository's, and shares the cdktf of the bundle. */
function requireFor(file, bundled) {
  const plain = Module.createRequire(file)
  return Object.assign((id) => {
    const [, name] = outside.exec(id) ?? []
    if (!name) return plain(id)
    const provider = Module.createRequire(join(root, 'terraform', name, 'index.ts'))
    // a second cdktf would be a stranger to the first: its classes are others
    const place = Module.createRequire(provider.resolve(id)).resolve('cdktf')
    if (!provider.cache[place]) {
      const own = new Module(place)
      own.exports = bundled.exports.shared.cdktf()
      own.loaded = true
      provider.cache[place] = own
    }
    return provider(id)
  }, plain)
}

/** Like `require`, but with what V8 compiled the last time: 0.15 s instead of 0.35 s for a bundle of 18 MB. */
function load(file) {
  const compiled = join(dirname(file), `compiled-${process.version}-${process.arch}`)
  let cachedData
  try {
    cachedData = readFileSync(compiled)
  } catch {}
  const script = new vm.Script(Module.wrap(readFileSync(file, 'latin1')), {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  })
  const loaded = { exports: {} }
  script.runInThisContext().call(loaded.exports, loaded.exports, requireFor(file, loaded), loaded, file, dirname(file))
  if (!cachedData || script.cachedDataRejected) process.once('exit', () => keep(compiled, script.createCachedData()))
  return loaded.exports
}

function keep(file, data) {
  try {
    writeFileSync(`${file}.${process.pid}`, data)
    renameSync(`${file}.${process.pid}`, file)
  } catch {
    // only speed is lost
  }
}

/** Folder of the bundle of the sources as they are now; made when it is not there. */
async function currentBundle() {
  const folder = join(bundles, sourceHash())
  try {
    const now = new Date()
    utimesSync(folder, now, now)
  } catch {
    mkdirSync(bundles, { recursive: true })
    await bundle(folder)
    forgetOld()
  }
  return folder
}

function stopped(error) {
  const folderAtFault = ['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EDQUOT'].includes(error.code)
  if (!folderAtFault) {
    process.stderr.write(`${error.stack}\n`)
    return 70
  }
  process.stderr.write(`${bundles}  cache/unwritable\n  ${error.message}\n`)
  process.stderr.write('  → make room there, or name another folder in SUPERPOD_CACHE\n')
  return 3
}

let folder
try {
  folder = await currentBundle()
} catch (error) {
  process.exit(stopped(error))
}
await load(join(folder, 'superpod.cjs')).main(process.argv.slice(2), fileURLToPath(import.meta.url))
