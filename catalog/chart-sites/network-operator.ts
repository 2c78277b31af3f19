import { type ChartSite, folderImage, referenceImage, repositoryImage, switchedOn } from '../chart-site.ts'

const mellanox = 'nvcr.io/nvidia/mellanox'
const subchart = 'sriov-network-operator'

/** The network operator, at the versions that are recorded. */
export const networkOperatorSites: readonly ChartSite[] = [
  networkOperator('26.1.2', { rbacProxy: 'gcr.io/kubebuilder/kube-rbac-proxy:v0.15.0' }),
  networkOperator('26.4.1', {
    rbacProxy: 'quay.io/brancz/kube-rbac-proxy:v0.21.2',
    more: { sriovDraDriver: 'dra-driver-sriov' },
  }),
]

function networkOperator(
  version: string,
  { rbacProxy, more = {} }: { readonly rbacProxy: string; readonly more?: Readonly<Record<string, string>> },
): ChartSite {
  const tag = `network-operator-v${version}`
  const sriov = switchedOn('sriovNetworkOperator.enabled')
  const webhooks = switchedOn(`${subchart}.operator.admissionControllers.enabled`)
  const metrics = switchedOn(`${subchart}.operator.metricsExporter.prometheusOperator.enabled`)
  const own = (key: string, name: string) =>
    referenceImage(`${subchart}.images.${key}`, `${mellanox}/${name}:${tag}`, sriov)
  return {
    chart: 'network-operator',
    version,
    images: [
      folderImage('operator', 'nvcr.io/nvidia/cloud-native', 'network-operator', `v${version}`),
      folderImage('operator.ofedDriver.initContainer', mellanox, 'network-operator-init-container', tag),
      {
        ...repositoryImage('maintenance-operator-chart.operator.image', mellanox, tag),
        form: 'folder',
        name: `${mellanox}/maintenance-operator`,
        when: { path: 'maintenanceOperator.enabled', usually: false },
      },
      repositoryImage('node-feature-discovery.image', `${mellanox}/node-feature-discovery`, tag, {
        path: 'nfd.enabled',
        usually: true,
      }),
      own('operator', 'sriov-network-operator'),
      own('sriovConfigDaemon', 'sriov-network-operator-config-daemon'),
      own('sriovDevicePlugin', 'sriov-network-device-plugin'),
      own('sriovCni', 'sriov-cni'),
      own('ibSriovCni', 'ib-sriov-cni'),
      own('rdmaCni', 'rdma-cni'),
      own('ovsCni', 'ovs-cni-plugin'),
      own('webhook', 'sriov-network-operator-webhook'),
      ...Object.entries(more).map(([key, name]) => own(key, name)),
      referenceImage(
        `${subchart}.images.resourcesInjector`,
        'ghcr.io/k8snetworkplumbingwg/network-resources-injector:v1.7.0',
        webhooks,
      ),
      referenceImage(
        `${subchart}.images.metricsExporter`,
        'ghcr.io/k8snetworkplumbingwg/sriov-network-metrics-exporter',
        metrics,
      ),
      referenceImage(`${subchart}.images.metricsExporterKubeRbacProxy`, rbacProxy, metrics),
    ],
    open: [],
    pullSecrets: [
      { path: 'imagePullSecrets', as: 'names' },
      { path: `${subchart}.imagePullSecrets`, as: 'names' },
      { path: 'node-feature-discovery.imagePullSecrets', as: 'references' },
      { path: 'maintenance-operator-chart.imagePullSecrets', as: 'references' },
    ],
    proxyEnv: [],
    source: { key: 'NETOP', grade: 'V' },
  }
}
