import { interruptedUps } from '../kit/interrupted/interrupted-up.ts'
import { interruptedWork } from '../kit/interrupted/interrupted-work.ts'
import { undisturbedPod } from '../kit/interrupted/settled-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'

const pod = undisturbedPod(
  'manifests',
  compiledTools,
  compiledTools ? undefined : 'the tools of the twin are not compiled',
)

interruptedUps(pod)
interruptedWork(pod)
