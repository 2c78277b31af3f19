import { expect, test } from 'vitest'
import { ApiFault } from '#kube'
import { discoveryOf } from '../../kube/discovery.ts'

const group = 'visibility.kueue.x-k8s.io/v1beta2'

/** Discovery of a server that answers each path with an object, or refuses it with a status. */
function served(answers: Readonly<Record<string, unknown>>) {
  return discoveryOf({
    server: async () => 'https://there',
    async send<Answer>({ path, action }: { path: string; action: string }) {
      const answer = answers[path]
      if (typeof answer === 'object') return answer as Answer
      const status = Number(answer ?? 404)
      throw new ApiFault(status, '', { code: 'cluster/refused', path, message: `${status}: ${action}` })
    },
  })
}

const apiService = (service?: object) => ({
  '/apis/apiregistration.k8s.io/v1/apiservices/v1beta2.visibility.kueue.x-k8s.io': { spec: { service } },
})

test('the kinds of a server that answers for a group and is down are not there', async () => {
  const discovery = served({ [`/apis/${group}`]: 503, ...apiService({ name: 'kueue-visibility-server' }) })
  await expect(discovery.resourcePath(group, 'PendingWorkload')).resolves.toBeUndefined()
})

test('fails where the API server itself cannot answer just now: of its kinds nothing is known', async () => {
  for (const answers of [apiService(), {}]) {
    const discovery = served({ [`/apis/${group}`]: 503, ...answers })
    await expect(discovery.resourcePath(group, 'PendingWorkload')).rejects.toThrow('503')
  }
  await expect(served({ '/api/v1': 503 }).resourcePath('v1', 'Secret')).rejects.toThrow('503')
})

test('a group that nobody serves has no kinds', async () => {
  await expect(served({}).resourcePath(group, 'PendingWorkload')).resolves.toBeUndefined()
})
