import { describe, expect, it } from 'vitest'
import { readPage } from '../../../main/capture/html/page.ts'

const foundIn = (html: string) => readPage('page.html', `${html}<p>Some text.</p>`, 'article').found
const jsonLd = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`

describe('title', () => {
  it.each<[string, string, string]>([
    [
      'prefers the headline as printed over one made for search engines',
      `<title>Levy: all you need to know</title><meta property=og:title content="Levy vote slips">${jsonLd({ '@type': 'NewsArticle', headline: 'Everything on the levy' })}<h1>Levy vote slips</h1>`,
      'Levy vote slips',
    ],
    [
      'drops the name of the site when the page says what it is',
      '<title>Levy vote slips | Harbour Courier</title><meta property=og:site_name content="Harbour Courier">',
      'Levy vote slips',
    ],
    ['keeps a tail that may belong to the title', '<title>Levy - a history</title>', 'Levy - a history'],
    [
      'ends the title where the heading ends',
      '<title>Levy vote slips - Politics - HC</title><h1>Levy vote slips</h1>',
      'Levy vote slips',
    ],
    ['takes the heading when there is nothing else', '<h1>Levy <i>vote</i> slips</h1>', 'Levy vote slips'],
    [
      'decodes references in JSON',
      jsonLd({ '@type': 'Article', headline: 'Levy &amp; vote &#8217;26' }),
      'Levy & vote ’26',
    ],
  ])('%s', (_what, html, title) => expect(foundIn(html).title).toBe(title))
})

describe('authors', () => {
  const person = (name: string) => ({ '@type': 'Person', name })
  it.each<[string, string, unknown]>([
    [
      'persons',
      jsonLd({ '@type': 'NewsArticle', author: [person('Ana Brandt'), person('Plato')] }),
      [{ given: 'Ana', family: 'Brandt' }, { literal: 'Plato' }],
    ],
    [
      'organisations',
      jsonLd({ '@type': 'NewsArticle', author: { '@type': 'Organization', name: 'Ana Brandt' } }),
      [{ literal: 'Ana Brandt' }],
    ],
    [
      'strings',
      jsonLd({ '@type': 'NewsArticle', author: 'Ana Brandt' }),
      [{ given: 'Ana', family: 'Brandt' }],
    ],
    [
      'parts of names',
      jsonLd({
        '@type': 'NewsArticle',
        author: { '@type': 'Person', name: 'X', givenName: 'Li', familyName: 'Wei' },
      }),
      [{ given: 'Li', family: 'Wei' }],
    ],
    [
      'references in a graph',
      jsonLd({
        '@graph': [
          { '@type': 'NewsArticle', author: { '@id': '#a' } },
          { '@id': '#a', ...person('Ana Brandt') },
        ],
      }),
      [{ given: 'Ana', family: 'Brandt' }],
    ],
    ['meta', '<meta name=author content="By Ana Brandt">', [{ given: 'Ana', family: 'Brandt' }]],
    [
      'addresses are no names',
      '<meta property=article:author content="https://social.example/ana">',
      undefined,
    ],
    ['links', '<a rel=author href=/ana>Ana Brandt</a>', [{ given: 'Ana', family: 'Brandt' }]],
    ['bylines', '<div class="c-byline">By Ana Brandt</div>', [{ given: 'Ana', family: 'Brandt' }]],
    ['boxes that only look like bylines', '<div class="author-box">More from this author</div>', undefined],
  ])('%s', (_what, html, authors) => expect(foundIn(html).authors).toEqual(authors))
})

describe('dates', () => {
  it.each<[string, string, string | undefined, string | undefined]>([
    [
      'the day in the page’s own zone',
      '<meta property=article:published_time content="2026-03-12T23:30:00-08:00">',
      '2026-03-12',
      undefined,
    ],
    [
      'the words of the dateline',
      '<meta name=date content=2026-03-12><article><time>March 12, 2026</time></article>',
      '2026-03-12',
      'March 12, 2026',
    ],
    [
      'the dateline alone',
      '<article><time datetime=2026-03-12>March 12, 2026</time></article>',
      '2026-03-12',
      'March 12, 2026',
    ],
    [
      'not the date of another article',
      '<meta name=date content=2026-03-12><article><time>1 May 2020</time></article>',
      '2026-03-12',
      undefined,
    ],
    ['not the date of the site', '<div class=date>6 May 2026</div>', undefined, undefined],
    [
      'not the date of a related article',
      '<article><aside><time>6 May 2026</time></aside></article>',
      undefined,
      undefined,
    ],
    ['not what may be two days', '<article><time>03/04/2026</time></article>', undefined, undefined],
  ])('%s', (_what, html, issued, printed) => {
    const found = foundIn(html)
    expect([found.issued, found.issuedAsPrinted]).toEqual([issued, printed])
  })
})

describe('address', () => {
  const saved = '<!-- saved from url=(0031)https://courier.example/a?s=mail -->'
  it.each<[string, string, string | undefined]>([
    [
      'the canonical one',
      `${saved}<link rel=canonical href="https://courier.example/a#top">`,
      'https://courier.example/a',
    ],
    [
      'relative to where it was saved from',
      `${saved}<link rel="Canonical" href="/b">`,
      'https://courier.example/b',
    ],
    ['where it was saved from', saved, 'https://courier.example/a?s=mail'],
    [
      'not the front page',
      `${saved}<link rel=canonical href="https://courier.example/">`,
      'https://courier.example/a?s=mail',
    ],
    [
      'not the front page for an article',
      '<meta property=og:type content=article><link rel=canonical href="https://courier.example/">',
      undefined,
    ],
    [
      'the front page for a front page',
      '<link rel=canonical href="https://courier.example/">',
      'https://courier.example/',
    ],
    ['no other scheme', '<link rel=canonical href="file:///home/a.html">', undefined],
    ['nothing relative to nothing', '<link rel=canonical href="/b">', undefined],
    ['og:url', '<meta property=og:url content="https://courier.example/c">', 'https://courier.example/c'],
  ])('%s', (_what, html, url) => expect(foundIn(html).url).toBe(url))
})

describe('structured data', () => {
  it('prefers the article over the page, and ignores lists of other articles', () => {
    const found = foundIn(
      jsonLd([
        { '@type': 'WebPage', name: 'Page', datePublished: '2020-01-01' },
        {
          '@type': 'ItemList',
          itemListElement: [{ '@type': 'NewsArticle', headline: 'Other', datePublished: '2019-01-01' }],
        },
        {
          '@type': ['ReportageNewsArticle'],
          headline: 'This one',
          datePublished: '2026-03-12',
          inLanguage: { alternateName: 'de' },
        },
      ]),
    )
    expect(found).toMatchObject({
      type: 'article-newspaper',
      title: 'This one',
      issued: '2026-03-12',
      language: 'de',
    })
  })

  it.each([
    '{"@type":"NewsArticle",',
    '[]',
    'null',
    '"x"',
    `${'['.repeat(200_000)}`,
    '{"@type":{"a":1},"headline":[1]}',
  ])('survives %.30s', (json) =>
    expect(foundIn(`<script type="application/ld+json">${json}</script>`)).toEqual({ type: 'webpage' }),
  )
})

describe('values', () => {
  it('are cut and cleaned to fit the model', () => {
    const found = foundIn(
      `<html lang="en_us"><title>\u202eA\n\n b\u0007${'x'.repeat(5000)}</title><meta name=author content="${'y'.repeat(900)}">`,
    )
    expect(found.language).toBe('en-US')
    expect(found.title?.startsWith('A b x')).toBe(true)
    expect(found.title?.length).toBe(2000)
  })
})
