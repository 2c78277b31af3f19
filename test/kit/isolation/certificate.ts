import type { KubeObject } from '#core'

/** A request for a certificate of the scheduler, signed by a key that is gone. */
const request = [
  'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlIYU1JR0NBZ0VBTUNBeEhqQWNCZ05WQkFNTUZYTjVjM1JsYlRwcmRXSmxMWE',
  '5qYUdWa2RXeGxjakJaTUJNRwpCeXFHU000OUFnRUdDQ3FHU000OUF3RUhBMElBQkY1K3I0S0QyRnU3MVc1dHk5YWRZR3hYT05ralBQSDVRVU9V',
  'Ck1pQTZIQkh1amd0a2VQRDZUamFMMmFETlU0YlNLMzZpL09XTWRUblgrQXRXczU3eVZqR2dBREFLQmdncWhrak8KUFFRREFnTkhBREJFQWlCRF',
  'lHR2xXaTk2cEU3NEl1WUozbXJXcE50dkJtRXBWRFdaU3lBWHZER2c5Z0lnV1E5eAo1V0d0L3AvTUZQQTVsL2IrTFRJR3MySlRrWGJlZjJndUVk',
  'R3Q1UWc9Ci0tLS0tRU5EIENFUlRJRklDQVRFIFJFUVVFU1QtLS0tLQo=',
].join('')

/** What somebody asks for who wants to be the scheduler to the API server. */
export function certificateRequest(name: string): KubeObject {
  return {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name },
    spec: {
      request,
      signerName: 'kubernetes.io/kube-apiserver-client',
      usages: ['client auth'],
      expirationSeconds: 3600,
    },
  }
}
