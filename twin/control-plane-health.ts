import { connect } from '#kube'
import { controlPlanePrograms } from './control-plane.ts'
import type { TwinFolder } from './twin-folder.ts'
import { twinProcesses } from './twin-process.ts'
import { readTwinState } from './twin-state.ts'

/** Whether all of the control plane lives and answers. */
export async function controlPlaneLives(folder: TwinFolder): Promise<boolean> {
  const state = await readTwinState(folder)
  const living = new Set((await twinProcesses(folder.root)).map(({ name }) => name))
  if (!state || !controlPlanePrograms.every((name) => living.has(name))) return false
  return connect(state.kubeconfig)
    .send({ method: 'GET', path: '/version', action: 'tell its version', timeoutSeconds: 5 })
    .then(
      () => true,
      () => false,
    )
}
