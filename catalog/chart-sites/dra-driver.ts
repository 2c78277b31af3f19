import { type ChartSite, repositoryImage } from '../chart-site.ts'

/** The DRA driver for NVIDIA GPUs: its tag is the version of the application, which no source here names. */
export const draDriverSites: readonly ChartSite[] = [
  {
    chart: 'dra-driver-nvidia-gpu',
    version: '0.4.1',
    images: [repositoryImage('image', 'registry.k8s.io/dra-driver-nvidia/dra-driver-nvidia-gpu')],
    open: [],
    pullSecrets: [{ path: 'imagePullSecrets', as: 'references' }],
    proxyEnv: [],
    source: { key: 'DRA-DRIVER', grade: 'V' },
  },
]
