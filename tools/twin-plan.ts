import { join } from 'node:path'
import type { BuildPlan, GoProgram } from './build-plan.ts'

const kubernetes = '1.35.4'

/** Versions of what the twin is made of, without a `v`. */
export const twinVersions = { kubernetes, etcd: '3.6.5', kwok: '0.8.0', kueue: '0.19.2', helm: '3.21.3' } as const

/**
 * What the twin is made of, in the order in which it is compiled. KWOK and Helm follow Kueue: their go.mod files name the
 * versions of Kueue's, so that most of their packages are compiled already (all but 93 of KWOK's, 199 of Helm's).
 */
export function twinPlan(): BuildPlan {
  return {
    folder: join(import.meta.dirname, 'go'),
    programs: [etcd, ...kubernetesPrograms, kueue, ...kwokPrograms, helm],
  }
}

const kubernetesVariables = Object.fromEntries(
  ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap((versionPackage) => [
    [`${versionPackage}.gitVersion`, `v${kubernetes}`],
    [`${versionPackage}.gitMajor`, '1'],
    [`${versionPackage}.gitMinor`, '35'],
  ]),
)

const etcd: GoProgram = {
  name: 'etcd',
  module: 'kubernetes',
  package: 'go.etcd.io/etcd/server/v3',
  version: twinVersions.etcd,
  variables: {},
  weightS: 40,
  versionArgs: ['--version'],
}

const kubernetesPrograms = [
  { name: 'kube-scheduler', weightS: 115, versionArgs: ['--version'] },
  { name: 'kube-controller-manager', weightS: 95, versionArgs: ['--version'] },
  { name: 'kube-apiserver', weightS: 5, versionArgs: ['--version'] },
  { name: 'kubectl', weightS: 30, versionArgs: ['version', '--client'] },
].map((program): GoProgram => {
  const { name } = program
  return {
    ...program,
    module: 'kubernetes',
    package: `k8s.io/kubernetes/cmd/${name}`,
    version: kubernetes,
    variables: kubernetesVariables,
  }
})

const kwokPrograms = [
  { name: 'kwok', weightS: 20 },
  { name: 'kwokctl', weightS: 10 },
].map(
  ({ name, weightS }): GoProgram => ({
    name,
    module: 'kwok',
    package: `sigs.k8s.io/kwok/cmd/${name}`,
    version: twinVersions.kwok,
    variables: { 'sigs.k8s.io/kwok/pkg/consts.Version': `v${twinVersions.kwok}` },
    weightS,
    versionArgs: ['--version'],
  }),
)

/** Helm takes charts for the twin's Kubernetes where no server is asked: `helm template`. */
const helm: GoProgram = {
  name: 'helm',
  module: 'helm',
  package: 'helm.sh/helm/v3/cmd/helm',
  version: twinVersions.helm,
  variables: {
    'helm.sh/helm/v3/internal/version.version': `v${twinVersions.helm}`,
    'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor': '1',
    'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor': '35',
    'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': '1',
    'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': '35',
  },
  weightS: 25,
  versionArgs: ['version', '--short'],
}

/** Kueue's manager tells no version: it is never taken from PATH. */
const kueue: GoProgram = {
  name: 'kueue',
  module: 'kueue',
  package: 'sigs.k8s.io/kueue/cmd/kueue',
  version: twinVersions.kueue,
  variables: {
    'sigs.k8s.io/kueue/pkg/version.GitVersion': `v${twinVersions.kueue}`,
    // where its visibility server puts its certificate: `/visibility` as it is, which needs root and is one for all twins
    'sigs.k8s.io/kueue/pkg/visibility.certDir': 'visibility',
  },
  weightS: 260,
}
