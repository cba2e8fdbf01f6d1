import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { blocksOfHtml } from '../../../renderer/editor/clipboardHtml.ts'
import type { HtmlNode } from '../../../renderer/editor/clipboardHtmlNode.ts'
import { type Block, blockSchema } from '../../../shared/document/block.ts'
import { notedOf } from '../../../shared/document/walk.ts'

const folder = join(import.meta.dirname, '../../fixtures/clipboard')

/** As `DOMParser` reads it: what is for other programs than browsers is a comment there. */
const read = (html: string): Block[] => {
  const { document } = parseHTML(
    `<!doctype html><html><body>${html.replace(/<!\[[^\]]*\]>/gu, '<!-- -->')}</body></html>`,
  ) as unknown as { document: { body: HtmlNode } }
  return blocksOfHtml(document.body)
}
interface Node {
  readonly type?: string
  readonly text?: string
  readonly bold?: true
  readonly url?: string
  readonly children?: readonly Node[]
}
/** Words with a note as `{…}`, bold ones as `*…*` and links as `<…>`. */
const said = ({ type, text, bold, url, children = [] }: Node): string => {
  const words = text ?? children.map(said).join(type === 'table-row' ? ' | ' : type === 'table' ? '\n' : '')
  if (type === 'footnote') return `{${words}}`
  return url ? `<${words}>` : bold ? `*${words}*` : words
}
const lines = (blocks: readonly Block[]): string[] => blocks.map((block) => said(block as Node))

describe('pasted notes', () => {
  it('of Word become notes of one’s own: feet and ends, with several lines, in headings and cells', () => {
    const blocks = read(readFileSync(join(folder, 'word-notes.html'), 'utf8'))
    expect(lines(blocks)).toEqual([
      'What the strait carries{As of *March*.}',
      'Eleven cables cross the Sarrow Strait.{See the <register>.\nIt is kept by the port.} Two are old.{Laid before 1990.}',
      'Operator | Cables{In use.}\nOrm Line | 7',
    ])
    for (const block of blocks) expect(blockSchema.safeParse(block).error).toBeUndefined()
    const ids = blocks.flatMap(notedOf).map((place) => ('node' in place ? place.node.id : place.id))
    expect(new Set(ids).size).toBe(4)
  })

  it.each([
    [
      'of a Google document',
      '<p><span>Signed</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span>&nbsp;in May.</span></p><hr>' +
        '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;By the minister.</span></p></div>',
      ['Signed{By the minister.}\u00a0in May.'],
    ],
    [
      'of LibreOffice',
      '<p>Signed<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> in May.</p>' +
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>By him.</p></div>',
      ['Signed{By him.} in May.'],
    ],
    [
      'of a page with a list of notes, its arrows left out',
      '<p>Signed<a href="#fn1" id="fnref1"><sup>1</sup></a> and sealed<a href="#fn2" id="fnref2"><sup>2</sup></a>.</p>' +
        '<ol><li id="fn1"><p>By him.<a href="#fnref1">↩</a></p></li><li id="fn2"><p>In wax.<a href="#fnref2">↩</a></p></li></ol>',
      ['Signed{By him.} and sealed{In wax.}.'],
    ],
    [
      'that Word filtered, in a copy whose links name a passing file',
      '<p>Signed<a href="file:///C:/Temp/clip.htm#_ftn1" name="_ftnref1"><span>[1]</span></a>.</p>' +
        '<div><div id="ftn1"><p><a href="file:///C:/Temp/clip.htm#_ftnref1" name="_ftn1"><span>[1]</span></a> By him.</p></div></div>',
      ['Signed{By him.}.'],
    ],
  ])('%s become notes', (_, html, expected) => {
    const [first, ...more] = lines(read(html))
    expect([first?.replaceAll('{\u00a0', '{'), ...more]).toEqual(expected)
  })

  it.each([
    [
      'a number whose note was not copied',
      '<p>Signed<a href="#_ftn1" name="_ftnref1">[1]</a>.</p>',
      ['Signed[1].'],
    ],
    [
      'a table of contents and headings that lead back to it',
      '<p><a href="#one" id="toc1">What happened</a></p><div id="one"><h2><a href="#toc1">What happened</a></h2><p>It did.</p></div>',
      ['What happened', 'What happened', 'It did.'],
    ],
    [
      'a list of pages that lead nowhere back',
      '<p>See <a href="#p1">1</a> and <a href="#p2">2</a></p><p id="p1">One</p><p id="p2">Two</p>',
      ['See 1 and 2', 'One', 'Two'],
    ],
  ])('are not seen in %s', (_, html, expected) => {
    expect(lines(read(html))).toEqual(expected)
  })

  it('keep a text that has notes without words, and every other word', () => {
    expect(
      lines(
        read(
          '<p>Signed<a href="#n" id="r">1</a> now.</p><div><p><a href="#r" id="n">1</a></p></div><p>After.</p>',
        ),
      ),
    ).toEqual(['Signed now.', 'After.'])
  })

  it('are read once each, however many lead to each other', () => {
    const many = Array.from({ length: 2000 }, (_, at) => at)
    const html =
      many.map((at) => `<p>T${at}<a href="#n${at}" id="r${at}">${at}</a></p>`).join('') +
      many.map((at) => `<div><p><a href="#r${at}" id="n${at}">${at}</a> N${at}</p></div>`).join('')
    const blocks = read(html)
    expect(blocks).toHaveLength(2000)
    expect(said(blocks[1999] as Node)).toBe('T1999{N1999}')
  })
})
