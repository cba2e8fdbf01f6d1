import { describe, expect, it } from 'vitest'
import { markdownDetails } from '../../../main/capture/markdown.ts'

describe('markdownDetails', () => {
  it.each([
    ['# The **levy** and [its](https://a.example) `rate` #\n\nText.', 'The levy and its rate'],
    ['\n\nThe levy\n========\nText.', 'The levy'],
    ['---\ndate: 2026\n---\n# The levy\n', 'The levy'],
    ['# C\\# and snake_case_names', 'C# and snake_case_names'],
  ])('takes the first heading of %j', (text, title) => expect(markdownDetails(text).title).toBe(title))

  it.each([['Text first.\n\n# Heading'], ['## Second level'], ['#hashtag'], [''], ['-----\nrule']])(
    'finds no title in %j',
    (text) => expect(markdownDetails(text)).toEqual({}),
  )

  it('keeps dates and numbers as they stand', () => {
    expect(markdownDetails('---\ntitle: 1.10\ndate: 2026-03\n---\n')).toEqual({
      title: '1.10',
      issued: '2026-03',
      issuedAsPrinted: '2026-03',
    })
    expect(markdownDetails('---\ndate: 03/04/2026\n---\n')).toEqual({ issuedAsPrinted: '03/04/2026' })
  })

  it.each([
    ['author: By Ana Brandt and Piet Lund', ['Brandt', 'Lund']],
    ['author: Brandt, Ana', ['Brandt']],
    [
      'authors: [Ana Brandt, {literal: Harbour Desk}, {name: Piet Lund}, 7]',
      ['Brandt', 'Harbour Desk', 'Lund'],
    ],
  ])('reads %s', (line, names) => {
    const { authors } = markdownDetails(`---\n${line}\n---\n`)
    expect(authors?.map((name) => ('family' in name ? name.family : name.literal))).toEqual(names)
  })

  it.each([
    ['broken YAML', 'title: "x\n  - : ]['],
    ['a list', '- a\n- b'],
    ['another kind of address', 'url: javascript:alert(1)'],
    ['an alias without its anchor', 'authors: *nobody'],
    ['absurd nesting', `authors: ${'['.repeat(15_000)}`],
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`)
        .join('\n')}\nauthors: *h`,
    ],
  ])('survives %s', (_what, yaml) => {
    expect(markdownDetails(`---\n${yaml}\n---\nText.`)).toEqual({})
  })
})
