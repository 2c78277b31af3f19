import { createHash } from 'node:crypto'

/** Path of the chart, relative to the folder of a stack's JSON. */
export const objectsChartPath = './charts/objects'

/** Every object as JSON, which is YAML too: `toYaml` would write a large integer as 1e+06. */
const template = `{{- range $key, $object := .Values.objects }}
---
{{ toJson $object }}
{{- end }}
`

const files = (version: string) => ({
  'Chart.yaml': `apiVersion: v2
name: objects
description: Kubernetes objects, as its values hold them by kind and name.
type: application
version: ${version}
`,
  'templates/objects.yaml': template,
})

/** Version of the chart: it carries a hash of the content, since Helm sees no other change in a local chart. */
export const objectsChartVersion = `0.1.0-c${hashOf(JSON.stringify(files('')))}`

/** The chart that carries custom resources: its files, by path relative to the stack's folder. */
export function objectsChart(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files(objectsChartVersion)).map(([path, text]) => [`charts/objects/${path}`, text]),
  )
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
