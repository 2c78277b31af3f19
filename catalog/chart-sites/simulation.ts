import { type ChartSite, repositoryImage, switchedOn, whenever } from '../chart-site.ts'

const home = 'ghcr.io/run-ai/fake-gpu-operator'

/** Parts that are on at home, each with an image of its name. */
const usual = {
  topologyServer: 'topology-server',
  statusUpdater: 'status-updater',
  statusExporter: 'status-exporter',
  devicePlugin: 'device-plugin',
  migFaker: 'mig-faker',
  kwokGpuDevicePlugin: 'kwok-gpu-device-plugin',
}

/** Parts that are off at home. */
const unusual = {
  draPlugin: 'dra-plugin-gpu',
  kwokDraPlugin: 'kwok-dra-plugin',
  computeDomainDraPlugin: 'compute-domain-dra-plugin',
  kwokComputeDomainDraPlugin: 'kwok-compute-domain-dra-plugin',
}

/** What plays GPUs on kind: its tags are the version of the application, which no source here names. */
export const simulationSites: readonly ChartSite[] = [
  {
    chart: 'fake-gpu-operator',
    version: '0.2.0',
    images: [
      ...Object.entries(usual).map(([part, own]) =>
        repositoryImage(`${part}.image`, `${home}/${own}`, undefined, whenever(`${part}.enabled`)),
      ),
      ...Object.entries(unusual).map(([part, own]) =>
        repositoryImage(`${part}.image`, `${home}/${own}`, undefined, switchedOn(`${part}.enabled`)),
      ),
      repositoryImage(
        'computeDomainController.image',
        `${home}/compute-domain-controller`,
        undefined,
        switchedOn('computeDomainDraPlugin.enabled'),
      ),
      repositoryImage('nvmlMock.image', 'ghcr.io/nvidia/nvml-mock', 'sha-1706195', switchedOn('gpuOperator.enabled')),
    ],
    open: [],
    pullSecrets: [],
    proxyEnv: [],
    source: { key: 'FAKE-GPU', grade: 'V' },
  },
]
