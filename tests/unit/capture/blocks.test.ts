import { describe, expect, it } from 'vitest'
import { readPage } from '../../../main/capture/html/page.ts'

/** Pasted fragments are not searched for an article, so that each rule shows alone. */
const textOf = (html: string) => readPage('page.html', html, 'fragment').text

describe('the text of a page', () => {
  it.each<[string, string, string]>([
    ['paragraphs', '<p>One.</p><p>Two.</p>', 'One.\n\nTwo.'],
    ['end tags left out', '<p>One.<p>Two.<ul><li>a<li>b</ul><p>Three.', 'One.\n\nTwo.\n\n• a\n• b\n\nThree.'],
    [
      'white space',
      '<p>  One\n\t two   <b> three </b> four\r\n</p>\n\n<p>\n</p>Five',
      'One two three four\n\nFive',
    ],
    ['no-break spaces', '<p>0.4&nbsp;% &nbsp; x</p>', '0.4\u00a0% \u00a0 x'],
    ['inline marks', '<p>un<b>believ</b>able <a href=x>link</a>.</p>', 'unbelievable link.'],
    ['line ends', 'One<br>two<br/>three</br>four', 'One\ntwo\nthree\nfour'],
    ['two line ends', 'One<br><br>two<br> <br><br>three', 'One\n\ntwo\n\nthree'],
    ['nested divisions', '<div><div><div>One</div></div><div>Two</div></div>', 'One\n\nTwo'],
    ['text between blocks', 'One<h2>Two</h2>three<hr>four', 'One\n\nTwo\n\nthree\n\nfour'],
    [
      'ordered lists',
      '<ol start=3><li>c<li value=7>g<li>h</ol><ol reversed start=2><li>b<li>a</ol>',
      '3. c\n7. g\n8. h\n\n2. b\n1. a',
    ],
    [
      'nested lists',
      '<ul><li>a<ul><li>b</li><li>c<ol><li>d</li></ol></li></ul></li><li>e</li></ul>',
      '• a\n  • b\n  • c\n    1. d\n• e',
    ],
    ['empty items', '<ul><li></li><li> </li><li>a</li></ul>after', '• a\n\nafter'],
    [
      'definitions',
      '<dl><dt>Levy</dt><dd>A charge.</dd><dt>Call</dt><dd>A visit.</dd></dl>',
      'Levy\nA charge.\nCall\nA visit.',
    ],
    [
      'tables of data',
      '<table><tr><th>Class</th><th>Rate</th></tr><tr><td><p>Ferry<br>small</p></td><td> 0.1&nbsp;% </td></tr><tr><td>x</td><td></td><td>z</td></tr></table>',
      'Class\tRate\nFerry small\t0.1\u00a0%\nx\t\tz',
    ],
    [
      'tables of layout',
      `<table><tr><td>Menu</td><td><p>${'Long text, '.repeat(70)}</p><p>End.</p></td></tr></table>`,
      `Menu\n\n${'Long text, '.repeat(70).trim()}\n\nEnd.`,
    ],
    ['preformatted text', '<pre>\na  b\n\n\n  c &lt;d&gt;\n</pre>e', 'a  b\n\n\n  c <d>\n\ne'],
    ['quotations', '<q>One <q>two</q> three</q>', '“One ‘two’ three”'],
    [
      'references',
      '&lt;b&gt; &amp;amp; &eacute;&#233;&#x1F600; &#146; &copy 2026 &unknown; a&b &lt',
      '<b> &amp; éé😀 ’ © 2026 &unknown; a&b <',
    ],
    ['references parted by a comment', 'a&<!-- -->lt;b', 'a&lt;b'],
    ['NUL and surrogate references', 'a&#0;b&#xD800;c&#1114112;d', 'a\ufffdb\ufffdc\ufffdd'],
    ['CDATA', '<p><![CDATA[a < b &amp; c]]></p>', 'a < b &amp; c'],
    ['entity declarations', '<!DOCTYPE html [<!ENTITY a "bomb">]><p>x &a;', 'x &a;'],
    [
      'soft hyphens, joiners and directions',
      '<p dir=rtl>a\u00adb\u200dc\u202ed\u202c</p>',
      'a\u00adb\u200dc\u202ed\u202c',
    ],
    ['blocks by style', '<span style="color:red;display:block">a</span><span>b</span><b>c</b>', 'a\n\nbc'],
    ['a page cut off', '<p>One</p><p>Two <b>thr', 'One\n\nTwo thr'],
    ['a page cut off in a tag', '<p>One</p><p class="x', 'One'],
  ])('reads %s', (_what, html, text) => expect(textOf(html)).toBe(text))

  it.each<[string, string]>([
    ['scripts', '<script>document.write("no")</script><script type=module>no</script>'],
    ['styles and head', '<style>no{}</style><title>no</title><meta name=a content=no>'],
    ['noscript and templates', '<noscript>no <p>no</noscript><template>no</template>'],
    [
      'frames and embedded things',
      '<iframe src=x>no</iframe><object>no</object><video>no</video><canvas>no</canvas>',
    ],
    ['drawings', '<svg><title>no</title><text>no</text></svg>'],
    [
      'form controls',
      '<button>no</button><select><option>no</select><textarea>no</textarea><input value=no>',
    ],
    [
      'hidden elements',
      '<p hidden>no</p><p aria-hidden=true>no</p><p style="DISPLAY : none">no</p><i style="visibility:hidden">no</i>',
    ],
    ['dialogs', '<dialog>no</dialog><div role=dialog aria-modal=true>no</div>'],
    ['comments', '<!-- no --><!--[if IE]>no<![endif]-->'],
    ['attributes', '<a title="no" href="no">yes</a>'.replace('yes', '')],
  ])('leaves out %s', (_what, html) =>
    expect(textOf(`<p>before</p>${html}<p>after</p>`)).toBe('before\n\nafter'),
  )

  it('goes on with text after a drawing that was left open', () => {
    expect(textOf('<svg><path d="M0 0"><g><p>text</p><p>more</p>')).toBe('text\n\nmore')
  })

  it('flattens absurd nesting and keeps the words apart', () => {
    const page = readPage(
      'page.html',
      `${'<div>'.repeat(5000)}deep<div>er</div>${'</div>'.repeat(5000)}<p>end`,
      'fragment',
    )
    expect(page.text).toBe('deep er\n\nend')
    expect(page.notes.join()).toContain('nests')
  })

  it('does not let the end of a flattened element end one above it', () => {
    const { text } = readPage(
      'page.html',
      `${'<q>'.repeat(300)}a${'</q>'.repeat(100)}b${'</q>'.repeat(200)}c`,
      'fragment',
    )
    expect(text).toMatch(/^[“‘]{200} ?a b[”’]{200}c$/u)
  })

  it('says that a page without text shows none', () => {
    expect(() =>
      textOf('<script>render()</script><noscript>Enable scripts</noscript><div id=app></div>'),
    ).toThrow(expect.objectContaining({ code: 'empty', hint: expect.stringContaining('scripts') }))
  })
})
