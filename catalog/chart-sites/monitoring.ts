import { type ChartSite, hostedImage, switchedOn, whenever } from '../chart-site.ts'

const operator = 'prometheusOperator'
const upgradeJob = switchedOn('crds.upgradeJob.enabled')

/** Metrics. `global.imageRegistry` moves what its subcharts draw, whose images no source here names. */
export const monitoringSites: readonly ChartSite[] = [
  {
    chart: 'kube-prometheus-stack',
    version: '88.5.3',
    images: [
      hostedImage(`${operator}.image`, 'quay.io', 'prometheus-operator/prometheus-operator', 'v0.93.1'),
      hostedImage(
        `${operator}.prometheusConfigReloader.image`,
        'quay.io',
        'prometheus-operator/prometheus-config-reloader',
        'v0.93.1',
      ),
      hostedImage(`${operator}.admissionWebhooks.patch.image`, 'ghcr.io', 'jkroepke/kube-webhook-certgen', '1.8.7'),
      hostedImage(
        `${operator}.admissionWebhooks.deployment.image`,
        'quay.io',
        'prometheus-operator/admission-webhook',
        'v0.93.1',
        switchedOn(`${operator}.admissionWebhooks.deployment.enabled`),
      ),
      hostedImage(
        `${operator}.thanosImage`,
        'quay.io',
        'thanos/thanos',
        'v0.42.4',
        switchedOn('prometheus.thanosService.enabled'),
      ),
      hostedImage(
        'thanosRuler.thanosRulerSpec.image',
        'quay.io',
        'thanos/thanos',
        'v0.42.4',
        switchedOn('thanosRuler.enabled'),
      ),
      hostedImage(
        'prometheus.prometheusSpec.image',
        'quay.io',
        'prometheus/prometheus',
        'v3.14.0-distroless',
        whenever('prometheus.enabled'),
      ),
      hostedImage(
        'alertmanager.alertmanagerSpec.image',
        'quay.io',
        'prometheus/alertmanager',
        'v0.34.0',
        whenever('alertmanager.enabled'),
      ),
      hostedImage('crds.upgradeJob.image.busybox', 'docker.io', 'busybox', 'latest', upgradeJob),
      hostedImage('crds.upgradeJob.image.kubectl', 'registry.k8s.io', 'kubectl', undefined, upgradeJob),
      { path: 'global.imageRegistry', form: 'registry', value: '', name: '' },
    ],
    open: [
      'kube-prometheus-stack 88.5.3: grafana 12.11.1 with its sidecar, kube-state-metrics 8.4.0 and prometheus-node-exporter 4.56.1 (subcharts, whose values are not recorded here)',
    ],
    pullSecrets: [{ path: 'global.imagePullSecrets', as: 'references' }],
    proxyEnv: [],
    source: { key: 'OBS', grade: 'V' },
  },
]
