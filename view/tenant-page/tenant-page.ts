import { counted, printedCount } from '#core'
import type { PodModel, TenantModel } from '#model'
import { all, type Content, type Markup, tag } from '../markup.ts'
import { documentHead } from '../page/document-head.ts'
import { pageStyle } from '../page/page-style.ts'
import { table } from '../page/tables.ts'
import { peopleSection } from './people.ts'
import { rulesSection } from './rules.ts'
import { shareSection } from './share.ts'
import { storageSection } from './storage.ts'
import { workSection } from './work.ts'

/**
 * One tenant as a page that can be given to its own people: share, queue, namespaces, storage, people and rules. It needs
 * nothing else, runs no script, and names no other tenant.
 */
export function tenantPage(model: PodModel, tenant: TenantModel): string {
  const document = tag(
    'html',
    { lang: 'en' },
    documentHead({ title: `${tenant.title} (${tenant.name}) on ${model.title}`, style: `${pageStyle()}\n${ownStyle}` }),
    tag(
      'body',
      {},
      tag('a', { class: 'skip', href: '#main' }, 'Skip to the share'),
      head(model, tenant),
      tag('main', { id: 'main' }, [
        section('share', 'Share and queue', shareSection(model, tenant)),
        section('namespaces', 'Namespaces', namespaces(tenant)),
        section('storage', 'Storage', storageSection(model, tenant)),
        section('people', 'People', peopleSection(tenant)),
        section('rules', 'Rules that hold', rulesSection(model, tenant)),
        section('work', 'Submit work', workSection(tenant)),
      ]),
      tag(
        'footer',
        {},
        `${tenant.name} of ${model.title}, as ./superpod view ${model.name} --tenant ${tenant.name} wrote it from its config. Nothing on this page was measured on the machine.`,
      ),
    ),
  )
  return `<!doctype html>\n${document.markup}\n`
}

/** Words stand where the pod's page has numbers. */
const ownStyle = `.figures dd{font-size:22px;white-space:nowrap}
.figures dd+dd{white-space:normal}
.tables+.tables,.tables+p{margin-top:20px}`

function head(model: PodModel, tenant: TenantModel): Markup {
  const { name, title, state, gpus, namespaces: rooms, sensitivity, contact, costCentre, starts, expires } = tenant
  const isRetired = state === 'retired'
  const terms = [
    ...(starts === undefined ? [] : [`from ${starts}`]),
    ...(contact === undefined ? [] : [`contact ${contact}`]),
    ...(costCentre === undefined ? [] : [`cost centre ${costCentre}`]),
  ]
  return tag(
    'header',
    { class: 'head' },
    tag('h1', {}, title),
    tag('p', { class: 'lead' }, [`tenant ${name} of ${model.title}`, ...terms].join(' · ')),
    tag('dl', { class: 'figures' }, [
      figure('Guaranteed', printedCount(isRetired ? 0 : gpus.guaranteed), 'GPUs that are always there'),
      figure('At most', printedCount(isRetired ? 0 : gpus.burst), 'GPUs at once, guaranteed ones included'),
      figure('Namespaces', printedCount(rooms.length), 'each with a queue called default'),
      figure('Data', sensitivity, sensitivities[sensitivity]),
      figure('State', state, states[state]),
      figure('Until', expires ?? 'open', expires === undefined ? 'no last day is written' : 'the last day'),
    ]),
  )
}

const sensitivities = {
  open: 'a leak would harm nobody',
  internal: 'a leak would do harm',
  sensitive: 'a leak would do great harm',
} as const

const states = {
  active: 'work is admitted',
  suspended: 'nothing new is admitted',
  retired: 'nothing runs; data is kept',
} as const

function figure(name: string, value: string, more: string): Markup {
  return tag('div', {}, tag('dt', {}, name), tag('dd', {}, value), tag('dd', {}, more))
}

function section(id: string, title: string, content: Content): Markup {
  return tag('section', { id }, tag('header', {}, tag('h2', {}, title)), content)
}

function namespaces({ namespaces: rooms, gpus, pods }: TenantModel): Markup {
  const purposed = rooms.some(({ purpose }) => purpose !== undefined)
  const heads = ['namespace', ...(purposed ? ['for'] : []), 'queue', 'GPUs at once', 'pods at once']
  return all(
    table(
      'Namespaces',
      heads,
      rooms.map(({ name, purpose = '–' }) => {
        return [name, ...(purposed ? [purpose] : []), 'default', gpus.burst, pods]
      }),
    ),
    tag(
      'p',
      { class: 'soft' },
      `All of them share one queue: ${counted(gpus.burst, 'GPU')} at once hold for the tenant as a whole. A container without requests gets 1 CPU and 4 GiB.`,
    ),
  )
}
