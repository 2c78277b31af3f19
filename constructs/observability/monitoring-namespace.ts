/** Namespace of Prometheus, Alertmanager and Grafana. */
export const monitoringNamespace = 'monitoring'
