import { type MatrixRow, type VersionedPart, versionMatrix } from '#catalog'
import { didYouMean, Fault, wordList, wrongUsage } from '#core'
import {
  isInRange,
  isOlder,
  loweredParts,
  type PodModel,
  type PodVersions,
  podVersions,
  printedPart,
  type UpgradeStep,
  upgradeSteps,
  versionIn,
  versionStanding,
} from '#model'
import { podArgument, targetArgument } from '../arguments.ts'
import { command } from '../command.ts'
import { describedPod } from '../described-pod.ts'
import { printedMatrix, printedStanding, printedSteps } from '../version-words.ts'

const parts: readonly VersionedPart[] = ['kubernetes', 'gpuOperator', 'networkOperator', 'kueue', 'driver']

/** Shows the version matrix, and the way from one row to another. */
export const versions = command({
  name: 'versions',
  summary: 'which versions are documented together, where the pod stands, and the steps to others',
  description: [
    'Each row has its source: V the vendor, T a third party, D derived here. A combination that is documented as broken is',
    'an error of check, one that no document has a warning. docs/versions.md says how to go from one to another.',
  ].join('\n'),
  args: {
    pod: podArgument,
    target: targetArgument,
    upgrade: {
      type: 'string',
      valueHint: 'row',
      description: 'a row, or <component>=<version> with commas between, to list the steps to',
    },
  },
  examples: [
    { line: './superpod versions', purpose: 'the matrix, and where the default pod stands' },
    { line: './superpod versions gefion --target metal --upgrade gpu-operator-26.7', purpose: 'the steps to a row' },
    { line: './superpod versions --upgrade kubernetes=1.36,gpuOperator=26.7.0', purpose: 'the steps to any versions' },
  ],
  async run(args, desk) {
    const { model, findings } = await describedPod(args, desk)
    if (!model) throw new Fault(1, findings)
    const own = podVersions(model)
    const standing = versionStanding(own, model.target.kind)
    const steps = args.upgrade === undefined ? undefined : wayTo(args.upgrade, model)
    return {
      data: {
        rows: versionMatrix,
        pod: {
          versions: own,
          rows: standing.rows.map(({ name }) => name),
          bad: standing.bad,
          undocumented: standing.undocumented,
          nearest: standing.nearest.name,
        },
        ...(steps ? { upgrade: steps } : {}),
      },
      findings: findings.filter(({ code }) => code.startsWith('versions/')),
      text: (colors) =>
        steps
          ? printedSteps(model, steps, colors)
          : [printedMatrix(versionMatrix, standing, colors), '', printedStanding(model, own, standing, colors)].join(
              '\n',
            ),
    }
  },
})

function wayTo(words: string, model: PodModel): readonly UpgradeStep[] {
  const wanted = words.includes('=') ? pairs(words) : rowVersions(rowNamed(words), model)
  const lowered = loweredParts(model, wanted)
  if (lowered.length > 0) {
    const own = podVersions(model)
    throw wrongUsage({
      code: 'usage/downgrade',
      path: '--upgrade',
      message: `${lowered.map((part) => `${printedPart(part, own[part])} would become ${wanted[part]}`).join(', ')}, but no document says how to go back`,
      remedy: 'name versions that are newer, or restore from a backup',
    })
  }
  return upgradeSteps(model, wanted)
}

/** What a row asks for: a part whose version it has already stays. */
function rowVersions({ versions: ranges }: MatrixRow, model: PodModel): PodVersions {
  const own = podVersions(model)
  return Object.fromEntries(
    parts.flatMap((part) => {
      const range = ranges[part]
      // the host's driver is in no config: it is not known whether it has to change
      const version = range === undefined || part === 'driver' ? undefined : versionIn(range, own[part])
      return version === undefined || isPatchBehind(version, own[part]) ? [] : [[part, version]]
    }),
  )
}

// a row names one patch of a minor: whoever is ahead of it stays, and hears that no document has the patch
function isPatchBehind(version: string, own: string | undefined): boolean {
  return own !== undefined && isOlder(version, own) && isInRange(own, version.replace(/\.\d+$/, '.x'))
}

function rowNamed(name: string): MatrixRow {
  const row = versionMatrix.find((each) => each.name === name)
  if (row) return row
  const names = versionMatrix.map((each) => each.name)
  const meant = didYouMean(name, names)
  throw wrongUsage({
    code: 'usage/value-unknown',
    path: '--upgrade',
    message: `--upgrade is ${name}, but must be ${wordList(names)}, or <component>=<version>${meant ? `: did you mean ${meant}?` : ''}`,
    remedy: 'write the name of a row, or kubernetes=1.36',
  })
}

function pairs(words: string): PodVersions {
  return Object.fromEntries(
    words.split(',').map((word) => {
      const [part = '', version = ''] = word.split('=').map((text) => text.trim())
      if (parts.some((known) => known === part) && /^v?\d+\.\d+(\.\d+)?([-+].*)?$/.test(version)) return [part, version]
      const meant = didYouMean(part, [...parts])
      throw wrongUsage({
        code: 'usage/value-unknown',
        path: '--upgrade',
        message: `--upgrade has ${word}, but must have <component>=<version>, the component one of ${wordList([...parts])}${meant && meant !== part ? `: did you mean ${meant}?` : ''}`,
        remedy: 'write such as gpuOperator=26.7.0',
      })
    }),
  )
}
