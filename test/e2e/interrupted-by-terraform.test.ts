import { terraformHere } from '../delivery/kit/tiny-machine.ts'
import { interruptedUps } from '../kit/interrupted/interrupted-up.ts'
import { interruptedWork } from '../kit/interrupted/interrupted-work.ts'
import { undisturbedPod } from '../kit/interrupted/settled-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'

const pod = undisturbedPod('terraform', compiledTools, missing())

interruptedUps(pod)
interruptedWork(pod)

function missing(): string | undefined {
  if (!compiledTools) return 'the tools of the twin are not compiled'
  return terraformHere ? undefined : 'no terraform, or no providers in a mirror or registry'
}
