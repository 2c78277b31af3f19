import { type ChartSite, hostedImage, repositoryImage, switchedOn } from '../chart-site.ts'

/** Kueue and what runs in its queues. */
export const queueSites: readonly ChartSite[] = [
  {
    chart: 'kueue',
    version: '0.19.2',
    images: [
      repositoryImage('controllerManager.manager.image', 'registry.k8s.io/kueue/kueue', 'v0.19.2'),
      repositoryImage(
        'kueueViz.backend.image',
        'registry.k8s.io/kueue/kueueviz-backend',
        'v0.19.2',
        switchedOn('enableKueueViz'),
      ),
      repositoryImage(
        'kueueViz.frontend.image',
        'registry.k8s.io/kueue/kueueviz-frontend',
        'v0.19.2',
        switchedOn('enableKueueViz'),
      ),
    ],
    open: [],
    pullSecrets: [
      { path: 'controllerManager.imagePullSecrets', as: 'references' },
      { path: 'kueueViz.backend.imagePullSecrets', as: 'references' },
      { path: 'kueueViz.frontend.imagePullSecrets', as: 'references' },
    ],
    proxyEnv: [],
    source: { key: 'KUEUE', grade: 'V' },
  },
  {
    chart: 'jobset',
    version: '0.12.0',
    images: [repositoryImage('image', 'registry.k8s.io/jobset/jobset', 'v0.12.0')],
    open: [],
    pullSecrets: [{ path: 'image.pullSecrets', as: 'references' }],
    proxyEnv: [],
    source: { key: 'JOBSET', grade: 'V' },
  },
  {
    chart: 'kubeflow-trainer',
    version: '2.3.0',
    images: [
      hostedImage('image', 'ghcr.io', 'kubeflow/trainer/trainer-controller-manager', 'v2.3.0'),
      hostedImage(
        'dataCache.cacheImage',
        'ghcr.io',
        'kubeflow/trainer/data-cache',
        'v2.3.0',
        switchedOn('dataCache.enabled'),
      ),
      hostedImage('runtimes.installer.image', 'docker.io', 'alpine', '3.21', switchedOn('runtimes.defaultEnabled')),
      ...Object.entries({
        deepspeedDistributed: 'deepspeed-runtime',
        mlxDistributed: 'mlx-runtime',
        torchtuneDistributed: 'torchtune-trainer',
        xgboostDistributed: 'xgboost-runtime',
      }).map(([runtime, name]) =>
        hostedImage(
          `runtimes.${runtime}.image`,
          'ghcr.io',
          `kubeflow/trainer/${name}`,
          'v2.3.0',
          switchedOn(`runtimes.${runtime}.enabled`),
        ),
      ),
    ],
    open: [],
    pullSecrets: [
      { path: 'image.pullSecrets', as: 'references' },
      { path: 'runtimes.installer.imagePullSecrets', as: 'references' },
    ],
    proxyEnv: [],
    source: { key: 'TRAINER', grade: 'V' },
  },
]
