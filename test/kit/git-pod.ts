import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { repository } from './gefion.ts'
import { podFolder } from './pod-folder.ts'

/** A repository of git with a copy of Gefion in its folder `pod`, committed once; gone after the test. */
export function gitPod() {
  const top = podFolder()
  rmSync(join(top, 'superpod.yaml'))
  cpSync(join(repository, 'config', 'gefion'), join(top, 'pod'), { recursive: true })
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', top, '-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], {
      encoding: 'utf8',
    })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=base')
  const edit = (file: string, from: string, to: string) => {
    const path = join(top, 'pod', file)
    const text = readFileSync(path, 'utf8')
    expect(text).toContain(from)
    writeFileSync(path, text.replace(from, to))
  }
  return { top, git, edit, pod: join(top, 'pod') }
}
