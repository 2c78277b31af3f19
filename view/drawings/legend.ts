import { outageStates } from '#model'
import { type Key, noKey } from '../key.ts'
import { all, type Markup, tag } from '../markup.ts'
import type { Picture } from '../picture.ts'
import { type Drawing, label, moved } from './drawing.ts'
import { outageSign, outageWords } from './outage-sign.ts'

interface Sample {
  readonly words: string
  readonly sign: Markup
}

/** What the colours, letters and signs of the drawings mean, as a list beside them. */
export function legend(picture: Picture): Markup {
  const items = samples(picture).map(({ words, sign }) => {
    const swatch = tag('svg', { width: 22, height: 18, viewBox: '0 0 22 18', 'aria-hidden': 'true' }, sign)
    return tag('li', {}, swatch, tag('span', {}, words))
  })
  return tag('ul', { class: 'legend', 'aria-label': 'Legend' }, items)
}

/** The same as a part of a drawing, for drawings that are files. */
export function drawnLegend(picture: Picture): Pick<Drawing, 'width' | 'height' | 'content'> {
  const columns = 3
  const list = samples(picture)
  return {
    width: columns * 230,
    height: Math.ceil(list.length / columns) * 24,
    content: all(
      list.map(({ words, sign }, index) => {
        const [x, y] = [(index % columns) * 230, Math.floor(index / columns) * 24]
        return moved(x, y, sign, label(30, 13, 'big', words))
      }),
    ),
  }
}

/** Only what is drawn: pools that have systems, and states that something is in. */
function samples({ systems, model }: Picture): Sample[] {
  const drawn = [...systems.values()]
  const keys = new Map(drawn.flatMap(({ key }) => (key === noKey ? [] : [[key.name, key]])))
  const states = outageStates.filter((state) => drawn.some(({ system }) => system.outage?.state === state))
  return [
    ...[...keys.values()].sort((a, b) => a.letter.localeCompare(b.letter)).map((key) => poolSample(key)),
    ...states.map((state) => ({ words: outageWords[state], sign: all(box('out'), outageSign(state, 11, 9, 4)) })),
    ...(model.displaced.length > 0 ? [{ words: 'place of the fabric manager', sign: lettered('free', 'FM') }] : []),
  ]
}

function poolSample({ name, letter, tone }: Key): Sample {
  return { words: `pool ${name}`, sign: lettered(`t${tone}`, letter) }
}

function lettered(classes: string, letter: string): Markup {
  return all(box(classes), letter === '' ? undefined : label(11, 12.5, 'mid strong', letter))
}

function box(classes: string): Markup {
  return tag('rect', { class: classes, x: 1, y: 1, width: 20, height: 16, rx: 2 })
}
