import { type ChartSite, hostedImage, referenceImage, repositoryImage, switchedOn } from '../chart-site.ts'

const sidecars = 'registry.k8s.io/sig-storage'
const snapshots = switchedOn('externalSnapshotter.enabled')

/** Storage drivers, by the charts that their vendors publish. */
export const storageSites: readonly ChartSite[] = [
  {
    ...driver('csi-driver-nfs', '4.13.4', [{ path: 'imagePullSecrets', as: 'references' }]),
    images: [
      repositoryImage('image.nfs', `${sidecars}/nfsplugin`, 'v4.13.4'),
      sidecarOfNfs('csiProvisioner', 'csi-provisioner', 'v6.3.0'),
      sidecarOfNfs('livenessProbe', 'livenessprobe', 'v2.19.0'),
      sidecarOfNfs('csiResizer', 'csi-resizer', 'v2.2.0'),
      sidecarOfNfs('csiSnapshotter', 'csi-snapshotter', 'v8.6.0'),
      sidecarOfNfs('nodeDriverRegistrar', 'csi-node-driver-registrar', 'v2.17.0'),
      sidecarOfNfs('externalSnapshotter', 'snapshot-controller', 'v8.6.0'),
    ],
  },
  {
    ...driver('exa-csi', '2.9.0', []),
    images: [
      repositoryImage('image', 'quay.io/ddn/exascaler-csi-file-driver', 'v2.9.0'),
      repositoryImage('attacher', `${sidecars}/csi-attacher`, 'v4.12.0'),
      repositoryImage('provisioner', `${sidecars}/csi-provisioner`, 'v6.3.0'),
      repositoryImage('registrar', `${sidecars}/csi-node-driver-registrar`, 'v2.16.0'),
      repositoryImage('resizer', `${sidecars}/csi-resizer`, 'v2.2.0'),
      repositoryImage('csi_snapshotter', `${sidecars}/csi-snapshotter`, 'v8.6.0'),
      repositoryImage('metrics.exporter', 'quay.io/ddn/exa-csi-metrics-exporter', 'v2.9.0'),
    ],
  },
  {
    ...driver('csi-wekafsplugin', '2.8.8', [{ path: 'imagePullSecret', as: 'one' }]),
    images: [
      {
        ...referenceImage('images.csidriver', 'quay.io/weka.io/csi-wekafs'),
        tag: '2.8.8',
        tagPath: 'images.csidriverTag',
      },
      referenceImage('images.attachersidecar', `${sidecars}/csi-attacher:v4.11.0`),
      referenceImage('images.provisionersidecar', `${sidecars}/csi-provisioner:v6.2.0`),
      referenceImage('images.registrarsidecar', `${sidecars}/csi-node-driver-registrar:v2.16.0`),
      referenceImage('images.livenessprobesidecar', `${sidecars}/livenessprobe:v2.18.0`),
      referenceImage('images.resizersidecar', `${sidecars}/csi-resizer:v2.1.0`),
      referenceImage('images.snapshottersidecar', `${sidecars}/csi-snapshotter:v8.5.0`),
    ],
  },
  {
    ...driver('vastcsi', '0.1.0', [{ path: 'imagePullSecrets', as: 'references' }]),
    images: [
      { ...repositoryImage('image.csiVastPlugin', 'docker.io/vastdataorg/csi', 'v2.4.2'), value: 'vastdataorg/csi' },
      repositoryImage('image.csiAttacher', `${sidecars}/csi-attacher`, 'v4.5.0'),
      repositoryImage('image.csiProvisioner', `${sidecars}/csi-provisioner`, 'v4.0.0'),
      repositoryImage('image.csiNodeDriverRegistrar', `${sidecars}/csi-node-driver-registrar`, 'v2.10.0'),
      repositoryImage('image.csiResizer', `${sidecars}/csi-resizer`, 'v1.10.0'),
      repositoryImage('image.csiSnapshotter', `${sidecars}/csi-snapshotter`, 'v7.0.1'),
    ],
  },
  {
    ...driver('local-path-provisioner', '0.0.36', [{ path: 'imagePullSecrets', as: 'references' }]),
    images: [
      repositoryImage('image', 'docker.io/rancher/local-path-provisioner', 'v0.0.36'),
      repositoryImage('helperImage', 'docker.io/library/busybox', 'latest'),
    ],
  },
  {
    ...driver('aws-fsx-csi-driver', '1.17.0', [{ path: 'imagePullSecrets', as: 'names' }]),
    images: [
      repositoryImage('image', 'public.ecr.aws/fsx-csi-driver/aws-fsx-csi-driver', 'v1.9.0'),
      repositoryImage(
        'sidecars.nodeDriverRegistrar.image',
        'public.ecr.aws/csi-components/csi-node-driver-registrar',
        'v2.16.0-eksbuild.3',
      ),
      repositoryImage(
        'sidecars.provisioner.image',
        'public.ecr.aws/csi-components/csi-provisioner',
        'v6.2.0-eksbuild.2',
      ),
      repositoryImage(
        'sidecars.livenessProbe.image',
        'public.ecr.aws/csi-components/livenessprobe',
        'v2.18.0-eksbuild.3',
      ),
      repositoryImage('sidecars.resizer.image', 'public.ecr.aws/csi-components/csi-resizer', 'v2.1.0-eksbuild.3'),
    ],
  },
]

function driver(chart: string, version: string, pullSecrets: ChartSite['pullSecrets']) {
  return { chart, version, open: [], pullSecrets, proxyEnv: [], source: { key: 'CSI', grade: 'V' } } as const
}

// one value holds the host of all of them, and each its path
function sidecarOfNfs(key: string, name: string, tag: string) {
  const hosted = hostedImage('image', 'registry.k8s.io', `sig-storage/${name}`, tag)
  const when = key === 'externalSnapshotter' ? snapshots : undefined
  return { ...hosted, path: 'image.baseRepo', tagPath: `image.${key}.tag`, ...(when ? { when } : {}) }
}
