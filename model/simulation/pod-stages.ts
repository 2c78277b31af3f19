/** Annotation of a pod: for how many seconds it runs on the twin. */
export const runSecondsAnnotation = 'superpod/run-seconds'

/** Where Kueue's chart puts its controller, by the names that the agent looks for. */
export const kueueController = { namespace: 'kueue-system', serviceAccount: 'kueue-controller-manager' } as const

const notKueue = {
  key: '.metadata.namespace + "/" + (.spec.serviceAccountName // "default")',
  operator: 'NotIn',
  values: [`${kueueController.namespace}/${kueueController.serviceAccount}`],
}

const notGoing = { key: '.metadata.deletionTimestamp', operator: 'DoesNotExist' }

/** A pod with a node runs at once. */
export const podRunning = {
  metadata: { name: 'pod-running' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Pod' },
    selector: {
      matchExpressions: [notGoing, { key: '.status.phase', operator: 'In', values: ['Pending'] }, notKueue],
    },
    next: {
      statusTemplate: `
{{ $now := Now }}
conditions:
- lastTransitionTime: {{ $now | Quote }}
  status: "True"
  type: Initialized
- lastTransitionTime: {{ $now | Quote }}
  status: "True"
  type: Ready
- lastTransitionTime: {{ $now | Quote }}
  status: "True"
  type: ContainersReady
{{ range .spec.readinessGates }}
- lastTransitionTime: {{ $now | Quote }}
  status: "True"
  type: {{ .conditionType | Quote }}
{{ end }}
containerStatuses:
{{ range .spec.containers }}
- image: {{ .image | Quote }}
  name: {{ .name | Quote }}
  ready: true
  restartCount: 0
  state:
    running:
      startedAt: {{ $now | Quote }}
{{ end }}
initContainerStatuses:
{{ range .spec.initContainers }}
- image: {{ .image | Quote }}
  name: {{ .name | Quote }}
  ready: true
  restartCount: 0
  {{ if eq .restartPolicy "Always" }}
  started: true
  state:
    running:
      startedAt: {{ $now | Quote }}
  {{ else }}
  state:
    terminated:
      exitCode: 0
      finishedAt: {{ $now | Quote }}
      reason: Completed
      startedAt: {{ $now | Quote }}
  {{ end }}
{{ end }}
{{ $hostIPs := NodeIPsWith .spec.nodeName }}
{{ with $hostIPs }}
hostIP: {{ index . 0 | Quote }}
hostIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
{{ $podIPs := PodIPsWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
{{ with $podIPs }}
podIP: {{ index . 0 | Quote }}
podIPs:
{{ range . }}
- ip: {{ . | Quote }}
{{ end }}
{{ end }}
phase: Running
startTime: {{ $now | Quote }}
`,
    },
  },
}

/** Status of a pod whose containers have all ended so. */
const ended = ({ exitCode, reason, phase }: { exitCode: number; reason: string; phase: string }) => `
{{ $now := Now }}
containerStatuses:
{{ range .spec.containers }}
- image: {{ .image | Quote }}
  name: {{ .name | Quote }}
  ready: false
  restartCount: 0
  started: false
  state:
    terminated:
      exitCode: ${exitCode}
      finishedAt: {{ $now | Quote }}
      reason: ${reason}
      startedAt: {{ $now | Quote }}
{{ end }}
phase: ${phase}
`

/** The pod of a Job ends well after its time. */
export const jobPodDone = {
  metadata: { name: 'job-pod-done' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Pod' },
    selector: {
      matchExpressions: [
        notGoing,
        { key: '.status.phase', operator: 'In', values: ['Running'] },
        { key: '.metadata.ownerReferences.[].kind', operator: 'In', values: ['Job'] },
      ],
    },
    delay: {
      durationMilliseconds: 3_600_000,
      durationFrom: {
        jq: { expression: `.metadata.annotations["${runSecondsAnnotation}"] | select(. != null) | . + "s"` },
      },
    },
    next: { statusTemplate: ended({ exitCode: 0, reason: 'Completed', phase: 'Succeeded' }) },
  },
}

// what a Job still counts is told apart, since it is let go of only when it has ended
const held = {
  key: '(.status.phase // "Pending") + "/" + ((.metadata.finalizers // []) | index("batch.kubernetes.io/job-tracking") | if . == null then "free" else "held" end)',
  values: ['Pending/held', 'Running/held'],
}

/** The pod of a Job that is to go fails first, as its kubelet would have it: a Job waits for that where it judges failures. */
export const jobPodKilled = {
  metadata: { name: 'job-pod-killed' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Pod' },
    selector: {
      matchExpressions: [
        { key: '.metadata.deletionTimestamp', operator: 'Exists' },
        { key: held.key, operator: 'In', values: held.values },
      ],
    },
    next: { statusTemplate: ended({ exitCode: 143, reason: 'Error', phase: 'Failed' }) },
  },
}

/** A pod that is to go goes at once. */
export const podGone = {
  metadata: { name: 'pod-gone' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Pod' },
    selector: {
      matchExpressions: [
        { key: '.metadata.deletionTimestamp', operator: 'Exists' },
        { key: held.key, operator: 'NotIn', values: held.values },
        notKueue,
      ],
    },
    next: { delete: true },
  },
}
