import { startTables } from './late-table.mjs'
import { open, shut } from './panel.mjs'
import { light, startRails } from './rails.mjs'
import { startSearch } from './search.mjs'
import { startWalking } from './walk.mjs'

startSearch()
startWalking()
startRails()
startTables()

// in a drawing a choice opens the panel and leaves the drawing where it is
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('svg a') : null
  const name = link?.getAttribute('href')?.slice(1)
  if (!name || !open(name)) return
  event.preventDefault()
  history.pushState(null, '', `#${name}`)
})

addEventListener('keydown', (event) => {
  if (event.key === 'Escape') shut()
})

addEventListener('hashchange', arrived)
addEventListener('popstate', arrived)
arrived()

/** Shows what the address names. */
function arrived() {
  const name = decodeURIComponent(location.hash.slice(1))
  if (open(name)) light(name)
  else shut()
}
