import type { Block } from '../../../shared/document/block.ts'
import type { CitedEntity } from '../../../shared/document/evidence.ts'
import type { Header } from '../../../shared/document/header.ts'
import type { List } from '../../../shared/document/list.ts'
import { mintId } from '../../../shared/model/identity.ts'
import {
  cite,
  cited,
  entities,
  header,
  heading,
  item,
  note,
  paragraph,
  quotation,
  quotationBlock,
  sources,
} from '../../unit/export/norvia.ts'

// One briefing with every block and mark there is, and one with text that was written to break a page.

const { boarded, lapsed, ending, pilots, rosters, hearing } = entities

const list = (ordered: boolean, ...items: readonly List['children'][number]['children'][]): List => ({
  type: 'list',
  id: mintId(),
  ordered,
  children: items.map((children) => ({ type: 'list-item', id: mintId(), children })),
})

export const fullHeader: Header = header({
  kind: 'assessment',
  label: 'Assessment',
  organization: 'Council of Littoral States · Assessment staff',
  number: 'CLS-A 2031/17',
  subject: 'Norvia: what follows the pilotage order',
  subtitle: 'Prospects for boardings in the Sable Strait after 31 March 2031',
  rows: [
    { label: 'Prepared for', value: 'Members’ transport and foreign ministries' },
    { label: 'Handling', value: 'Exercise only; may be released to members' },
  ],
  marking: 'Exercise // Releasable to members',
})

/** Every kind of block, every mark of text, every way to cite. */
export const everyBlock: readonly Block[] = [
  { type: 'contents', id: mintId(), levels: 2, children: [{ text: '' }] },
  {
    type: 'callout',
    id: mintId(),
    variant: 'bottom-line',
    mark: '(U)',
    children: [
      paragraph(
        'Extend Order 41 for six months, and cap boardings at 60 a month. The order lapses in three weeks; making it permanent would overrun the pilots there are.',
        cite(boarded),
      ),
    ],
  },
  {
    type: 'callout',
    id: mintId(),
    variant: 'key-judgment',
    mark: '(R//M)',
    likelihood: 'likely',
    confidence: 'moderate',
    confidenceBasis:
      'Three separate streams agree on intent; nobody with authority to decide has said so on record.',
    children: [
      paragraph(
        'The Directorate is ',
        { text: 'likely', bold: true },
        ' to extend Order 41 beyond 31 March.',
        cite(ending, lapsed),
      ),
    ],
  },
  {
    type: 'callout',
    id: mintId(),
    variant: 'key-judgment',
    likelihood: 'almost no chance',
    confidence: 'high',
    confidenceBasis: 'Official returns agree with the rosters.',
    children: [paragraph('Boardings will not pass ninety a month.', cite(rosters))],
  },
  {
    type: 'callout',
    id: mintId(),
    variant: 'note',
    title: 'Scope note',
    children: [
      paragraph(
        'This paper covers boardings under Order 41 from October 2030. It leaves fishing vessels aside.',
      ),
      paragraph('It was written from published documents and one hearing.'),
    ],
  },
  heading(1, 'What changed in October'),
  {
    ...paragraph(
      'Order 41 obliges every tanker over fifteen years old to take a licensed pilot',
      cite(item(hearing, { locator: '12-14', locatorLabel: 'page' })),
      '. The Deputy Director said that ',
      quotation(pilots, 'We will not ask a pilot for a third night'),
      ' ',
      cite(pilots),
      ', and that rosters were drawn up',
      cite(rosters),
      ' ',
      cite(boarded),
      '.',
    ),
    mark: '(U)',
    kind: 'fact',
  },
  {
    ...paragraph(
      'A statement kind alone stands where the mark would, on the first line of its paragraph, even where that goes on for another line.',
    ),
    kind: 'assumption',
  },
  {
    ...paragraph('A mark too long for the rail runs in before the text.'),
    mark: '(R//REL TO NORVIA, TESSALY)',
    kind: 'judgment',
  },
  quotationBlock(
    ending,
    'Nobody here is drafting for an ending. What is being argued about is the length, and who has to stand up and say so.',
  ),
  paragraph(
    'The licensed pilots keep a roster of their own',
    note(
      { text: 'Kept since 2019; the ' },
      { text: 'second', bold: true },
      { text: ' roster is not public.' },
    ),
    ', which the Directorate has seen',
    cite(rosters),
    note({ text: 'In part; compare ' }, cite(lapsed), { text: '.' }),
    '.',
  ),
  {
    type: 'list',
    id: mintId(),
    ordered: false,
    children: [
      {
        type: 'list-item',
        id: mintId(),
        checked: true,
        children: [paragraph('Ask the Authority for its logs')],
      },
      { type: 'list-item', id: mintId(), checked: false, children: [paragraph('Write to the carriers')] },
      { type: 'list-item', id: mintId(), children: [paragraph('Nothing to tick here')] },
    ],
  },
  {
    type: 'code-block',
    id: mintId(),
    children: [
      {
        text: '2030-11-02 04:12 REFUSED berth=7 #set page(width: 1pt) reason="no licensed pilot, no slot before the third night"\n    retry after=3600\n\nabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij',
      },
    ],
  },
  heading(2, 'Second level: sans, 11.5 on 14'),
  paragraph(
    { text: 'bold', bold: true },
    ', ',
    { text: 'italic', italic: true },
    ', ',
    { text: 'both', bold: true, italic: true },
    ', ',
    { text: 'underlined', underline: true },
    ', ',
    { text: 'struck out', strike: true },
    ', ',
    { text: 'highlighted', highlight: true },
    ', H',
    { text: '2', subscript: true },
    'O, the 3',
    { text: 'rd', superscript: true },
    ', ',
    { text: 'sha256sum --check', code: true },
    ', a ',
    { type: 'link', url: 'https://records.example/norvia', children: [{ text: 'link that is words' }] },
    ' and an address that breaks without a hyphen: ',
    {
      type: 'link',
      url: 'https://records.example/norvia/maritime-security-directorate/boardings/2031/03/return-0007.pdf?session=8f3ac9d0e1b2c45579aa',
      children: [
        {
          text: 'https://records.example/norvia/maritime-security-directorate/boardings/2031/03/return-0007.pdf?session=8f3ac9d0e1b2c45579aa',
        },
      ],
    },
    '. Names keep their letters: Đặng Thị Hương, Θεοδώρα Κωνσταντίνου, Ľubomír Ťažký, Григорій Ющенко; so do signs: → ≤ ☐ ½ €.\nThis line the author broke.',
  ),
  heading(3, 'Third level'),
  list(
    true,
    [{ ...paragraph('An ordered item, with a mark in the rail.', cite(lapsed)), mark: '(U)' }],
    [
      paragraph('Another, and inside it'),
      list(
        false,
        [paragraph('a bulleted one,')],
        [
          paragraph('and inside that'),
          list(false, [
            paragraph('a third level, with a second paragraph'),
            paragraph('that belongs to it.'),
          ]),
        ],
      ),
    ],
    [paragraph('A last one.')],
  ),
  heading(4, 'Fourth level, in italics'),
  paragraph('Text before a divider.'),
  { type: 'divider', id: mintId(), children: [{ text: '' }] },
  list(
    false,
    [paragraph('A bullet.')],
    [paragraph('Another', cite(item(boarded, { prefix: 'see', suffix: 'which counts ships twice' })), '.')],
  ),
  { type: 'page-break', id: mintId(), children: [{ text: '' }] },
  heading(1, 'After a page break'),
  paragraph('The end.'),
]

/** Text that would be something else if it were parsed: Typst, HTML, Markdown, PDF, paths. */
export const markup: readonly string[] = [
  '#import "@preview/x:1.0.0": *; #panic("no")',
  '#read("/etc/passwd") #include "briefing.typ" @note-1 <cited-1>',
  '*bold* _italic_ `raw` $ x^2 $ = Heading - list + enum / term: def',
  '\\u{202e} \\ \\# https://not-a-link.example/ // comment /* comment */',
  '<script>alert(1)</script> <b>&amp;</b> <!-- -->',
  '](javascript:alert(1)) ![x](file:///etc/passwd) [@key] {{x}} $(x) %s',
  '/Type /Catalog endobj endstream (a) Tj 0 0 m ET >> stream',
  '</rdf:RDF> <?xpacket end="w"?> ]]> startxref 12 %%EOF',
]

export const hostileSource: CitedEntity = cited({
  key: 'hostile',
  source: {
    ...sources.returns,
    id: mintId(),
    key: 'hostile',
    title: `${markup[0]} </rdf:RDF>`,
    publisher: `*P* #p ${'p'.repeat(300)}`,
    authors: [{ literal: '= A_u_thor' }],
    descriptor: `${markup[1]} ${'d'.repeat(500)}`,
    url: `https://records.example/${'a'.repeat(2000)}`,
  },
  exact: markup.join(' '),
  credibility: 6,
  speaker: { name: '#speaker("x")', kind: 'anonymous' },
})

const bidi = '\u202Eover\u202C \u2067iso\u2069 \u200Fmark'

export const hostileHeader: Header = header({
  kind: 'memo',
  label: '#label',
  organization: `<b>${'O'.repeat(200)}</b>`,
  number: 'N'.repeat(90),
  subject: `#subject </rdf:RDF> (a\\) ${bidi} ${'s'.repeat(300)}`,
  subtitle: '= subtitle',
  rows: [
    { label: '= Row label that is much too long for its place', value: `${markup[2]} ${'v'.repeat(600)}` },
    { label: 'L'.repeat(90), value: 'short' },
  ],
  marking: `*MARK* #m ${'long marking '.repeat(22)}`,
  paper: 'us-letter',
  density: 'tight',
})

const deep = (depth: number): List =>
  list(depth % 2 === 0, [paragraph(`Depth ${depth}`), ...(depth < 30 ? [deep(depth + 1)] : [])])

/** What a person may paste and a program may write. */
export const hostile: readonly Block[] = [
  {
    type: 'callout',
    id: mintId(),
    variant: 'bottom-line',
    title: '#title',
    children: [paragraph('\uD800\u0000\uFFFF')],
  },
  {
    type: 'callout',
    id: mintId(),
    variant: 'key-judgment',
    mark: '#m'.repeat(30),
    likelihood: 'unlikely',
    confidence: 'low',
    confidenceBasis: `#basis ${'b'.repeat(1500)}`,
    children: [paragraph(`A judgment ${'that goes on and on '.repeat(400)}`)],
  },
  ...markup.map((words) => paragraph(words, cite(hostileSource))),
  heading(4, '= Heading #h', cite(hostileSource)),
  paragraph(bidi, ' a\u0301\u0323 Z\u0327 \u00AD\u200B\u200D\u2060 \u{E0041}'),
  // One word of 10,000 letters, and 10,000 words.
  paragraph('w'.repeat(10_000)),
  paragraph(
    { text: 'c'.repeat(3000), code: true },
    { text: 'https://'.concat('x/'.repeat(1000)), bold: true },
  ),
  paragraph(
    'Ten thousand words follow one another here. '.repeat(1250),
    cite(
      item(hostileSource, { prefix: '#p'.repeat(400), suffix: 's'.repeat(900), locator: 'l'.repeat(150) }),
    ),
  ),
  quotationBlock(hostileSource, `#q ${'and so it went on, '.repeat(300)}`),
  {
    type: 'callout',
    id: mintId(),
    variant: 'note',
    title: 'n'.repeat(300),
    children: [paragraph('n'.repeat(3000)), paragraph('n '.repeat(3000))],
  },
  deep(1),
  list(true, ...Array.from({ length: 250 }, (_, at) => [paragraph(`Item ${at + 1}`)])),
  { type: 'page-break', id: mintId(), children: [{ text: '' }] },
  { type: 'page-break', id: mintId(), children: [{ text: '' }] },
  { type: 'divider', id: mintId(), children: [{ text: '' }] },
]
