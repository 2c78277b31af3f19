/** Annotation of a node, whatever its value: it is not ready as long as it has it. */
export const notReadyAnnotation = 'superpod/not-ready'

const isBroken = `.metadata.annotations["${notReadyAnnotation}"]`

/** A node is ready as soon as it is there: KWOK writes what its kubelet would. */
export const nodeReady = {
  metadata: { name: 'node-ready' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Node' },
    selector: {
      matchExpressions: [
        { key: isBroken, operator: 'DoesNotExist' },
        { key: '.status.conditions.[] | select( .type == "Ready" ) | .status', operator: 'NotIn', values: ['True'] },
      ],
    },
    next: {
      statusTemplate: `
{{ $now := Now }}
conditions:
{{ range NodeConditions }}
- lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
  message: {{ .message | Quote }}
  reason: {{ .reason | Quote }}
  status: {{ .status | Quote }}
  type: {{ .type | Quote }}
{{ end }}
phase: Running
`,
    },
  },
}

/** A node that somebody has broken, by its annotation, is not ready: what Kubernetes does about it is the real thing. */
export const nodeBroken = {
  metadata: { name: 'node-broken' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Node' },
    selector: {
      matchExpressions: [
        { key: isBroken, operator: 'Exists' },
        { key: '.status.conditions.[] | select( .type == "Ready" ) | .status', operator: 'In', values: ['True'] },
      ],
    },
    next: {
      statusTemplate: `
{{ $now := Now }}
conditions:
- lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $now | Quote }}
  message: broken by the annotation ${notReadyAnnotation}
  reason: KubeletNotReady
  status: "False"
  type: Ready
`,
    },
  },
}

/** A node tells every ten minutes that it lives; its lease does so more often. */
export const nodeHeartbeat = {
  metadata: { name: 'node-heartbeat' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Node' },
    selector: {
      matchExpressions: [
        { key: isBroken, operator: 'DoesNotExist' },
        { key: '.status.phase', operator: 'In', values: ['Running'] },
        { key: '.status.conditions.[] | select( .type == "Ready" ) | .status', operator: 'In', values: ['True'] },
      ],
    },
    delay: { durationMilliseconds: 600_000, jitterDurationMilliseconds: 610_000 },
    next: {
      statusTemplate: `
{{ $now := Now }}
{{ $lastTransitionTime := or .metadata.creationTimestamp $now }}
conditions:
{{ range NodeConditions }}
- lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $lastTransitionTime | Quote }}
  message: {{ .message | Quote }}
  reason: {{ .reason | Quote }}
  status: {{ .status | Quote }}
  type: {{ .type | Quote }}
{{ end }}
`,
    },
  },
}
