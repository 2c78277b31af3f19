import type { Placement } from '../placement.ts'
import { monitoringNamespace } from './monitoring-namespace.ts'

/** What makes Grafana ask nobody outside: no updates, no reports, no news, no avatars, no plugins that come by themselves. */
const silent = {
  analytics: {
    check_for_updates: false,
    check_for_plugin_updates: false,
    reporting_enabled: false,
    feedback_links_enabled: false,
  },
  news: { news_feed_enabled: false },
  plugins: {
    preinstall_disabled: true,
    preinstall_auto_update: false,
    plugin_admin_enabled: false,
    public_key_retrieval_disabled: true,
  },
  security: { disable_gravatar: true },
  snapshots: { external_enabled: false },
  users: { allow_sign_up: false },
}

/**
 * Values of Grafana. Dashboards are ConfigMaps in its own namespace only: elsewhere a tenant could write one.
 * @param grafana - undefined: there is none
 */
export function grafanaValues(grafana: { readonly adminSecret?: string } | undefined, placement: Placement) {
  if (!grafana) return { enabled: false }
  const { adminSecret: existingSecret } = grafana
  return {
    ...placement,
    ...(existingSecret === undefined ? {} : { admin: { existingSecret } }),
    'grafana.ini': silent,
    sidecar: { dashboards: { searchNamespace: monitoringNamespace } },
    // a pod that only a helm test would run, with an image of its own
    testFramework: { enabled: false },
  }
}
