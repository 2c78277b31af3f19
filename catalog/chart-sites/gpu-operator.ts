import { type ChartImage, type ChartSite, folderImage, repositoryImage, switchedOn, whenever } from '../chart-site.ts'

const nvidia = 'nvcr.io/nvidia'
const cloudNative = 'nvcr.io/nvidia/cloud-native'

/** Operands that take Secrets to pull with, at every version. */
const operandsWithSecrets = [
  'operator',
  'validator',
  'nodeStatusExporter',
  'driver',
  'toolkit',
  'devicePlugin',
  'gfd',
  'dcgm',
  'dcgmExporter',
  'migManager',
  'gds',
  'gdrcopy',
  'vfioManager',
  'vgpuManager',
  'vgpuDeviceManager',
  'sandboxDevicePlugin',
  'kataManager',
  'kataSandboxDevicePlugin',
  'ccManager',
]

/** Versions of what the operator runs, by operand. */
interface Operands {
  readonly driverManager: string
  readonly toolkit: string
  readonly devicePlugin: string
  readonly dcgm: string
  readonly dcgmExporter: string
  readonly migManager: string
  readonly gds: string
  readonly gdrcopy: string
  readonly vgpuDeviceManager: string
  readonly ccManager: string
  readonly sandboxDevicePlugin: string
  readonly kataSandboxDevicePlugin: string
  readonly draDriver?: string
  readonly discovery?: string
}

/** The GPU operator, at the versions that are recorded. */
export const gpuOperatorSites: readonly ChartSite[] = [
  gpuOperator('26.3.2', {
    driverManager: 'v0.11.0',
    toolkit: 'v1.19.1',
    devicePlugin: 'v0.19.2',
    dcgm: '4.5.2-1-ubuntu22.04',
    dcgmExporter: '4.5.3-4.8.2-distroless',
    migManager: 'v0.14.2',
    gds: '2.27.3',
    gdrcopy: 'v2.5.2',
    vgpuDeviceManager: 'v0.4.2',
    ccManager: 'v0.4.0',
    sandboxDevicePlugin: 'v1.5.0',
    kataSandboxDevicePlugin: 'v0.0.3',
  }),
  gpuOperator('26.7.0', {
    driverManager: 'v0.12.0',
    toolkit: 'v1.20.0',
    devicePlugin: 'v0.20.0',
    dcgm: '4.6.0-1-ubuntu24.04',
    dcgmExporter: '4.6.0-4.8.3-distroless',
    migManager: 'v0.15.0',
    gds: '2.29.4',
    gdrcopy: 'v2.6',
    vgpuDeviceManager: 'v0.5.0',
    ccManager: 'v0.4.3',
    sandboxDevicePlugin: 'v1.6.0',
    kataSandboxDevicePlugin: 'v0.0.5',
    draDriver: 'v0.5.0',
    discovery: 'v0.19.0',
  }),
]

function gpuOperator(version: string, tags: Operands): ChartSite {
  return {
    chart: 'gpu-operator',
    version,
    images: images(version, tags),
    open: [],
    pullSecrets: [
      ...[...operandsWithSecrets, ...(tags.draDriver ? ['draDriver'] : [])].map((operand) => ({
        path: `${operand}.imagePullSecrets`,
        as: 'names' as const,
      })),
      { path: 'node-feature-discovery.imagePullSecrets', as: 'references' },
    ],
    proxyEnv: ['driver.env'],
    registryCa: 'driver.certConfig.name',
    source: { key: 'GPUOP', grade: 'V' },
  }
}

function images(version: string, tags: Operands): ChartImage[] {
  const tag = `v${version}`
  const sandbox = switchedOn('sandboxWorkloads.enabled')
  return [
    folderImage('operator', nvidia, 'gpu-operator', tag),
    folderImage('validator', nvidia, 'gpu-operator', tag),
    folderImage('nodeStatusExporter', nvidia, 'gpu-operator', tag, switchedOn('nodeStatusExporter.enabled')),
    folderImage('driver', nvidia, 'driver', undefined, whenever('driver.enabled')),
    folderImage('driver.manager', cloudNative, 'k8s-driver-manager', tags.driverManager, whenever('driver.enabled')),
    folderImage('toolkit', `${nvidia}/k8s`, 'container-toolkit', tags.toolkit, whenever('toolkit.enabled')),
    folderImage('devicePlugin', nvidia, 'k8s-device-plugin', tags.devicePlugin, whenever('devicePlugin.enabled')),
    folderImage('gfd', nvidia, 'k8s-device-plugin', tags.devicePlugin, whenever('gfd.enabled')),
    folderImage('dcgm', cloudNative, 'dcgm', tags.dcgm, switchedOn('dcgm.enabled')),
    folderImage('dcgmExporter', `${nvidia}/k8s`, 'dcgm-exporter', tags.dcgmExporter, whenever('dcgmExporter.enabled')),
    folderImage('migManager', cloudNative, 'k8s-mig-manager', tags.migManager, whenever('migManager.enabled')),
    folderImage('gds', cloudNative, 'nvidia-fs', tags.gds, switchedOn('gds.enabled')),
    folderImage('gdrcopy', cloudNative, 'gdrdrv', tags.gdrcopy, switchedOn('gdrcopy.enabled')),
    folderImage('vfioManager', cloudNative, 'k8s-driver-manager', tags.driverManager, sandbox),
    folderImage('vfioManager.driverManager', cloudNative, 'k8s-driver-manager', tags.driverManager, sandbox),
    folderImage('vgpuManager.driverManager', cloudNative, 'k8s-driver-manager', tags.driverManager, sandbox),
    folderImage('vgpuDeviceManager', cloudNative, 'vgpu-device-manager', tags.vgpuDeviceManager, sandbox),
    folderImage('sandboxDevicePlugin', nvidia, 'kubevirt-gpu-device-plugin', tags.sandboxDevicePlugin, sandbox),
    folderImage(
      'kataSandboxDevicePlugin',
      cloudNative,
      'nvidia-sandbox-device-plugin',
      tags.kataSandboxDevicePlugin,
      sandbox,
    ),
    folderImage('ccManager', cloudNative, 'k8s-cc-manager', tags.ccManager, sandbox),
    ...(tags.draDriver
      ? [folderImage('draDriver', nvidia, 'dra-driver-nvidia-gpu', tags.draDriver, switchedOn('gpuCluster.deployCR'))]
      : []),
    repositoryImage(
      'node-feature-discovery.image',
      'registry.k8s.io/nfd/node-feature-discovery',
      tags.discovery,
      whenever('nfd.enabled'),
    ),
  ]
}
