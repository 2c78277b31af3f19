import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toolOnPath } from '#tools'
import { type PodWorkspace, type PodWorkspaceOptions, podWorkspace } from '../interrupted/pod-workspace.ts'
import { searchPath } from '../superpod.ts'

/** What the command line itself cannot do without. */
const needed = ['node', 'npm', 'sh', 'cat', 'cksum', 'dirname', 'readlink', 'mkdir', 'rm', 'sleep']

/**
 * The workspace of a pod on a machine that has nothing on PATH but what the command line itself needs.
 * @param scripts - programs made for the test that are there too: their text by name
 */
export async function bareWorkspace(
  scripts: Readonly<Record<string, string>> = {},
  { relative, ...options }: PodWorkspaceOptions = {},
  env: Readonly<Record<string, string>> = {},
): Promise<PodWorkspace> {
  const place = await podWorkspace(env, { ...options, relative: { ...relative, PATH: 'bin' } })
  const folder = join(place.root, 'bin')
  await mkdir(folder)
  for (const name of needed) {
    const file = await toolOnPath(name, { PATH: searchPath })
    if (file) await symlink(file, join(folder, name))
  }
  for (const [name, text] of Object.entries(scripts)) {
    await writeFile(join(folder, name), text)
    await chmod(join(folder, name), 0o755)
  }
  return place
}

/** A Terraform that can do nothing but tell its version. */
export function terraformScript(version: string): string {
  return `#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`
}
