import type { Environment } from '#tools'

/** Variables that would send a child to another cluster, state or folder than the one it is told. */
const diverting =
  /^(KUBE.*|HELM_(NAMESPACE|KUBE.*|DRIVER.*|PLUGINS|DEBUG)|TF_(CLI_ARGS.*|DATA_DIR|WORKSPACE|INPUT|LOG.*|VAR_.*))$/

/** The environment of an engine or of Helm: that of the person, less what would divert it. */
export function childEnvironment(env: Environment, own: Environment = {}): Environment {
  const kept = Object.entries(env).filter(([name]) => !diverting.test(name))
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', ...own }
}
