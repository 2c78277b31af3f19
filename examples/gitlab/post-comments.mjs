// One comment on each open merge request, written anew in place. Needs SUPERPOD_REVIEW_TOKEN, a project access token with the scope api and
// the role Reporter, as a protected and masked variable; everything else GitLab sets by itself.
const { CI_API_V4_URL: api, CI_PROJECT_ID: project, SUPERPOD_REVIEW_TOKEN: token } = process.env
if (!api || !project || !token) throw new Error('needs CI_API_V4_URL, CI_PROJECT_ID and SUPERPOD_REVIEW_TOKEN')

const marker = '<!-- superpod review -->'
// GitLab takes 1,000,000 characters; nobody reads that
const most = 60_000

const me = await (await asked('/user', { root: true })).json()
for (const { iid, sha } of await all('/merge_requests?state=opened')) {
  const text = await review(iid)
  if (text !== undefined) await comment(iid, body(text, sha))
}

/** What the newest job of a merge request has written; undefined where there is none. */
async function review(iid) {
  const ref = encodeURIComponent(`refs/merge-requests/${iid}/head`)
  const path = `/jobs/artifacts/${ref}/raw/superpod-review/review.md?job=superpod-review`
  const answer = await asked(path, { allow: [404] })
  return answer.ok ? await answer.text() : undefined
}

async function comment(iid, text) {
  const notes = await all(`/merge_requests/${iid}/notes?sort=asc&order_by=created_at`)
  const ours = notes.find((note) => note.author.id === me.id && note.body.startsWith(marker))
  if (ours?.body === text) return
  const json = { 'content-type': 'application/json' }
  const sent = { method: ours ? 'PUT' : 'POST', headers: json, body: JSON.stringify({ body: text }) }
  await asked(`/merge_requests/${iid}/notes${ours ? `/${ours.id}` : ''}`, sent)
}

// whoever sends a merge request decides what this text says: it may call nobody, run no quick action, and close no comment of ours
function body(written, sha) {
  const text = written.replaceAll('@', '@\u200b').replaceAll('<!--', '&lt;!--').replace(/^\//gm, '\u200b/')
  const foot = `\n\nBy the code of the target branch. Commit ${sha}.`
  const cut = `\n\n**Cut here**: ${text.length} characters are more than a comment should hold.`
  const room = most - marker.length - foot.length - cut.length
  return `${marker}\n${text.length > room ? text.slice(0, text.lastIndexOf('\n', room)) + cut : text}${foot}`
}

/** Every item of a list: GitLab gives a hundred at a time, and says where the next ones are. */
async function all(path) {
  const items = []
  for (let page = '1'; page; ) {
    const answer = await asked(`${path}&per_page=100&page=${page}`)
    items.push(...(await answer.json()))
    page = answer.headers.get('x-next-page')
  }
  return items
}

async function asked(path, { root = false, allow = [], headers = {}, ...init } = {}) {
  const url = root ? `${api}${path}` : `${api}/projects/${encodeURIComponent(project)}${path}`
  const answer = await fetch(url, { ...init, headers: { 'private-token': token, ...headers } })
  if (!answer.ok && !allow.includes(answer.status)) throw new Error(`${init.method ?? 'GET'} ${path}: ${answer.status}`)
  return answer
}
