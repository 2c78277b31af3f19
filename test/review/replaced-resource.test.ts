import { expect, test } from 'vitest'
import { effects } from '../../review/effect.ts'

/** What a review says of a node pool in GKE that changes. */
function judged(before: object, after: object) {
  const side = (content: object) => ({
    name: 'tiny-gke-cluster',
    things: [
      {
        address: 'google_container_node_pool.su1',
        type: 'google_container_node_pool',
        kind: 'NodePool',
        namespace: '',
        name: 'su1',
        content: { name: 'su1', ...content },
      },
    ],
  })
  const [effect] = effects([{ before: side(before), after: side(after) }])
  return [effect?.action, effect?.class]
}

test('another disk key replaces a node pool, more nodes and another label change it in place', () => {
  const key = (name: string) => ({ node_config: { boot_disk_kms_key: name } })
  expect(judged(key('one'), key('other'))).toEqual(['replace', 'replaces a node pool'])
  expect(judged({ node_count: 1 }, { node_count: 2 })).toEqual(['update', 'in place'])
  const labels = (team: string) => ({ node_config: { labels: { team } } })
  expect(judged(labels('a'), labels('b'))).toEqual(['update', 'in place'])
})
