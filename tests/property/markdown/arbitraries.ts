import fc from 'fast-check'
import type { Block } from '../../../shared/document/block.ts'
import { type CitationItem, locatorLabels } from '../../../shared/document/citation.ts'
import type { CitedEntity } from '../../../shared/document/evidence.ts'
import { targetKey } from '../../../shared/document/evidence.ts'
import type { NoteInline } from '../../../shared/document/footnote.ts'
import { emptyHeader, type Header } from '../../../shared/document/header.ts'
import type { Inline } from '../../../shared/document/inline.ts'
import type { List } from '../../../shared/document/list.ts'
import type { Paragraph } from '../../../shared/document/paragraph.ts'
import type { Table, TableCell } from '../../../shared/document/table.ts'
import { gridOf, wholeRows } from '../../../shared/document/tableGrid.ts'
import { type MarkName, markNames, type Text } from '../../../shared/document/text.ts'
import { mintId, type Target } from '../../../shared/model/identity.ts'
import { emptySourceDetails } from '../../../shared/model/source.ts'

/** Entities that drafts may cite, under keys of different shapes. */
export const entities: CitedEntity[] = [
  'cooper-export-controls',
  'q2',
  'put-on-hold',
  '2026-report',
  'цель',
].map((key, i) => ({
  target: { type: (['quote', 'claim', 'source'] as const)[i % 3] ?? 'claim', id: mintId() },
  key,
  revision: i + 1,
  label: key,
  text: key,
  source: { id: mintId(), key: `source-${i}`, ...emptySourceDetails, status: 'current' },
  snapshot: {
    id: mintId(),
    sha256: String(i).repeat(64),
    capturedAt: 0,
    extractionId: mintId(),
    superseded: false,
  },
  passage: null,
  verification: null,
  speaker: null,
  quote: null,
  claim: null,
}))
export const entityMap = new Map(entities.map((entity) => [targetKey(entity.target), entity]))

// Words from a tray of everything that is syntax somewhere, and free Unicode.
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'sanctions',
      'put on hold',
      'a',
      'Beijing',
      'détente',
      '北京',
      '🙂',
      'e\u0301',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(' ', '  ', '\n', '\t', ', ', '. ', '\u00a0', '\u202e', ';', ' – '),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '[@',
      '@q2',
      ']',
      '[',
      '[@q2]',
      '{@q2}',
      '“',
      '”',
      '"',
      '“x”',
      '"x"',
      "'",
      '(',
      ')',
      '{',
      '}',
      '{mark="U"}',
      '*',
      '**',
      '_',
      '__',
      '`',
      '``',
      '~~',
      '~',
      ':u[',
      ':hl[x]',
      ':sub',
      ':::',
      '::: note',
      '::page-break',
      ':',
      '# ',
      '## ',
      '- ',
      '[ ] ',
      '[x] ',
      '- [ ] ',
      '+ ',
      '1. ',
      '2) ',
      '> ',
      '---',
      '===',
      '***',
      '\\',
      '\\[',
      '&amp;',
      '&#x22;',
      '&',
      '<b>',
      '<https://x.org>',
      '![x](y)',
      '[x](http://y.z)',
      '[x]: http://y.z',
      '[^1]',
      '[^1]: ',
      '[^2]:',
      ':fn{n=1}',
      'http://x.org/a_b',
      '|',
      '\\|',
      '| a |',
      '|---|',
      '{align=right}',
      '::: table',
      '$',
      '%',
      '!',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
)
/** Without what Markdown cannot hold: NUL and lone surrogates. */
const clean = (text: string): string =>
  text
    .replaceAll('\0', '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu, '')

export const words = fc
  .array(piece, { minLength: 1, maxLength: 7 })
  .map((pieces) => clean(pieces.join('')))
  .filter((text) => text !== '')

const marks = fc.subarray([...markNames], { maxLength: 3 })
const text = fc
  .tuple(words, fc.oneof({ weight: 3, arbitrary: fc.constant<MarkName[]>([]) }, marks))
  .map(([value, on]) => {
    // Code holds no line end and no tab at its edges.
    const node: Text = { text: on.includes('code') ? value.replace(/[\r\n]/gu, ' ') : value }
    for (const name of on) node[name] = true
    return node
  })
export const texts = fc.array(text, { minLength: 1, maxLength: 4 }).map(mergeTexts)

/** Neighbours with the same marks as one, as every reader and the editor keep them. */
export function mergeTexts(nodes: readonly Text[]): Text[] {
  const out: Text[] = []
  for (const node of nodes) {
    const last = out[out.length - 1]
    if (last && markNames.every((name) => last[name] === node[name]))
      out[out.length - 1] = { ...last, text: last.text + node.text }
    else out.push(node)
  }
  return out
}

const target = fc.constantFrom(...entities).map((entity): Target => entity.target)
const cited = (of: Target) => {
  const entity = entityMap.get(targetKey(of))
  return { revision: entity?.revision ?? 1, sha256: entity?.snapshot.sha256 ?? null }
}
const locator = fc.constantFrom(...locatorLabels).chain((locatorLabel) =>
  (locatorLabel === 'time'
    ? fc.constantFrom('04:12', '1:04:12')
    : fc.oneof(
        fc.constantFrom('3', '3-5', '3–5, 7', 'iv', 'A.2'),
        words
          .map((value) => value.slice(0, 150))
          .map(clean)
          .filter((value) => value !== ''),
      )
  ).map((value) => ({ locator: value, locatorLabel })),
)
const item: fc.Arbitrary<CitationItem> = fc
  .record({
    target,
    place: fc.option(locator, { nil: undefined }),
    prefix: fc.option(fc.oneof(fc.constantFrom('see also', 'cf.'), words), { nil: undefined }),
    suffix: fc.option(
      fc.oneof(fc.constantFrom('emphasis added', 'p. 3 of the annex', '12', 'n. 4', 'at 10:00'), words),
      { nil: undefined },
    ),
    omitAuthor: fc.boolean(),
  })
  .map(({ target, place, prefix, suffix, omitAuthor }) => ({
    target,
    cited: cited(target),
    ...place,
    ...(prefix ? { prefix } : {}),
    ...(suffix ? { suffix } : {}),
    ...(omitAuthor ? { omitAuthor: true as const } : {}),
  }))
const items = fc.array(item, { minLength: 1, maxLength: 3 })

const element: fc.Arbitrary<Inline[]> = fc.oneof(
  items.map((all): Inline[] => [{ type: 'citation', id: mintId(), items: all, children: [{ text: '' }] }]),
  fc
    .tuple(target, texts)
    .map(([of, children]): Inline[] => [
      { type: 'quotation', id: mintId(), target: of, cited: cited(of), children },
    ]),
  fc.tuple(target, texts, items).map(([of, children, all]): Inline[] => [
    { type: 'quotation', id: mintId(), target: of, cited: cited(of), children },
    { text: '' },
    {
      type: 'citation',
      id: mintId(),
      items: [{ target: of, cited: cited(of) }, ...all],
      children: [{ text: '' }],
    },
  ]),
  fc
    .tuple(
      fc.constantFrom('https://example.org/a_b?c=(d)', 'mailto:desk@example.org', 'http://x.org/%20*b*'),
      texts,
    )
    .map(([url, children]): Inline[] => [{ type: 'link', url, children }]),
)

/** Inlines as the editor keeps them: text at both ends and between elements, neighbours merged. */
const keptInlines = (parts: readonly (readonly Inline[])[]): Inline[] => {
  const out: Inline[] = []
  let run: Text[] = []
  const flush = (): void => {
    const nodes = mergeTexts(run).filter((node) => node.text !== '')
    out.push(...(nodes.length > 0 ? nodes : [{ text: '' }]))
    run = []
  }
  for (const inline of parts.flat()) {
    if (!('type' in inline)) run.push(inline)
    else {
      const last = out[out.length - 1]
      if (run.some((node) => node.text !== '') || last === undefined || 'type' in last) flush()
      run = []
      out.push(inline)
    }
  }
  const last = out[out.length - 1]
  if (run.some((node) => node.text !== '') || last === undefined || 'type' in last) flush()
  return out
}
const parts = (inner: fc.Arbitrary<Inline[]>): fc.Arbitrary<Inline[]> =>
  fc
    .array(
      fc.oneof({ weight: 2, arbitrary: texts as fc.Arbitrary<Inline[]> }, { weight: 1, arbitrary: inner }),
      { minLength: 1, maxLength: 4 },
    )
    .map(keptInlines)
const footnote = parts(element).map((children): Inline[] => [
  { type: 'footnote', id: mintId(), children: children as NoteInline[] },
])
const inlines = parts(fc.oneof({ weight: 5, arbitrary: element }, { weight: 1, arbitrary: footnote }))

const shape = fc
  .record({
    mark: fc.option(
      fc.oneof(
        fc.constantFrom('U', '(U//FOUO)'),
        words.map((value) => clean(value.slice(0, 60))).filter((value) => value !== ''),
      ),
      { nil: undefined },
    ),
    kind: fc.option(
      fc.constantFrom('fact' as const, 'reported' as const, 'judgment' as const, 'assumption' as const),
      { nil: undefined },
    ),
  })
  .map(({ mark, kind }) => ({
    id: mintId(),
    ...(mark === undefined ? {} : { mark }),
    ...(kind === undefined ? {} : { kind }),
  }))
const rarely = <T>(of: fc.Arbitrary<T>, else_: T) =>
  fc.oneof({ weight: 1, arbitrary: of }, { weight: 2, arbitrary: fc.constant(else_) })
const plainShape = rarely(shape, { id: '' }).map((all) => ({ ...all, id: mintId() }))

/** A paragraph with something in it: Markdown has no empty ones. */
const paragraph: fc.Arbitrary<Paragraph> = fc
  .tuple(plainShape, inlines)
  .filter(([, children]) => children.some((inline) => 'type' in inline || inline.text !== ''))
  .map(([own, children]) => ({ type: 'paragraph', ...own, children }))

const { list } = fc.letrec<{ list: List }>((tie) => ({
  list: fc
    .tuple(
      plainShape,
      fc.boolean(),
      fc.array(
        fc.tuple(
          fc.array(paragraph, { minLength: 1, maxLength: 2 }),
          rarely<boolean | undefined>(fc.boolean(), undefined),
          fc.option(tie('list'), { depthSize: 'small', maxDepth: 2 }),
          fc.option(paragraph),
        ),
        { minLength: 1, maxLength: 3 },
      ),
    )
    .map(([own, ordered, all]) => ({
      type: 'list' as const,
      ...own,
      ordered,
      children: all.map(([first, checked, nested, last]) => ({
        type: 'list-item' as const,
        id: mintId(),
        ...(checked === undefined ? {} : { checked }),
        children: [...first, ...(nested ? [nested] : []), ...(nested && last ? [last] : [])],
      })),
    })),
}))

const cell: fc.Arbitrary<TableCell> = fc
  .tuple(
    fc.constantFrom(undefined, undefined, 'center' as const, 'right' as const),
    fc.oneof(
      { weight: 3, arbitrary: inlines },
      { weight: 1, arbitrary: fc.constantFrom<Inline[]>([{ text: '' }], [{ text: '<' }], [{ text: '^' }]) },
    ),
    rarely(fc.integer({ min: 2, max: 3 }), 1),
    rarely(fc.integer({ min: 2, max: 3 }), 1),
  )
  .map(([align, children, colSpan, rowSpan]) => ({
    type: 'table-cell',
    ...(colSpan > 1 ? { colSpan } : {}),
    ...(rowSpan > 1 ? { rowSpan } : {}),
    ...(align ? { align } : {}),
    children,
  }))
/** Tables as the editor keeps them: whole. */
export const table: fc.Arbitrary<Table> = fc
  .tuple(
    plainShape,
    fc.option(
      inlines.filter((all) => all.some((inline) => 'type' in inline || inline.text !== '')),
      { nil: undefined },
    ),
    fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
    rarely(fc.constantFrom(undefined, 2), 1),
    rarely(fc.constant(true as const), undefined),
    rarely(fc.constant(true), false),
  )
  .map(([own, caption, given, headerRows, headerColumn, sized]) => {
    const rows = wholeRows(given.map((children) => ({ type: 'table-row', children })))
    const { columns } = gridOf(rows)
    return {
      type: 'table',
      ...own,
      ...(headerRows ? { headerRows } : {}),
      ...(headerColumn ? { headerColumn } : {}),
      ...(sized ? { widths: Array.from({ length: columns }, (_, at) => at + 1) } : {}),
      children: [...(caption ? [{ type: 'table-caption' as const, children: caption }] : []), ...rows],
    }
  })

export const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 2, arbitrary: table },
  { weight: 4, arbitrary: paragraph },
  {
    weight: 1,
    arbitrary: fc
      .tuple(plainShape, fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const), inlines)
      .map(([own, level, children]): Block => ({ type: 'heading', ...own, level, children })),
  },
  { weight: 1, arbitrary: list },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        plainShape,
        fc.constantFrom('bottom-line' as const, 'key-judgment' as const, 'note' as const),
        fc.record({
          title: fc.option(words, { nil: undefined }),
          likelihood: fc.option(fc.constantFrom('likely' as const, 'almost no chance' as const), {
            nil: undefined,
          }),
          confidence: fc.option(fc.constantFrom('low' as const, 'high' as const), { nil: undefined }),
          confidenceBasis: fc.option(words, { nil: undefined }),
        }),
        fc.array(paragraph, { minLength: 1, maxLength: 3 }),
      )
      .map(
        ([own, variant, extras, children]): Block => ({
          type: 'callout',
          ...own,
          variant,
          ...Object.fromEntries(Object.entries(extras).filter(([, value]) => value !== undefined)),
          children,
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(plainShape, target, texts, items, fc.boolean()).map(
      ([own, of, children, all, same]): Block => ({
        type: 'quotation-block',
        ...own,
        target: of,
        cited: cited(of),
        citation: { id: mintId(), items: same ? [{ target: of, cited: cited(of) }, ...all] : all },
        children,
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        own: plainShape,
        hash: fc.stringMatching(/^[0-9a-f]{64}$/u),
        mediaType: fc.constantFrom('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'),
        sides: fc.tuple(fc.integer({ min: 1, max: 16_384 }), fc.integer({ min: 1, max: 16_384 })),
        alt: fc.oneof(fc.constant(''), words),
        decorative: fc.boolean(),
        width: fc.integer({ min: 10, max: 100 }),
        children: fc.oneof(fc.constant<Inline[]>([{ text: '' }]), inlines),
      })
      .map(
        ({ own, hash, mediaType, sides: [width, height], alt, decorative, ...rest }): Block => ({
          type: 'figure',
          ...own,
          picture: { sha256: hash, mediaType, width, height },
          alt,
          ...(decorative ? { decorative: true as const } : {}),
          ...rest,
        }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('divider' as const, 'page-break' as const)
      .map((type): Block => ({ type, id: mintId(), children: [{ text: '' }] })),
  },
)

const code: fc.Arbitrary<Block> = fc
  .tuple(
    plainShape,
    fc.option(fc.constantFrom('json', 'c++'), { nil: undefined }),
    fc.array(words, { maxLength: 3 }),
  )
  .map(([own, language, lines]) => ({
    type: 'code-block',
    ...own,
    ...(language ? { language } : {}),
    children: [{ text: lines.join('\n').replaceAll('\r', ' ') }],
  }))

const contents: fc.Arbitrary<Block> = fc.constantFrom(undefined, 1 as const, 4 as const).map((levels) => ({
  type: 'contents',
  id: mintId(),
  ...(levels ? { levels } : {}),
  children: [{ text: '' }],
}))

const line = fc.oneof(
  fc.constantFrom('', 'The Minister', '007', '2026-02-13', '~', 'null', '- x', 'a: b', '---', '# c'),
  words,
)
export const header: fc.Arbitrary<Header> = fc
  .record({
    kind: fc.constantFrom('memo' as const, 'assessment' as const, 'paper' as const),
    label: line,
    organization: line,
    number: line,
    subject: line,
    subtitle: line,
    rows: fc.array(fc.record({ label: line, value: line }), { maxLength: 4 }),
    date: fc.constantFrom(null, '2026-02-13'),
    marking: line,
    handling: fc.option(
      line.filter((words) => words !== '').map((words) => [...words].slice(0, 90).join('')),
      { nil: undefined },
    ),
    distribution: fc.option(
      line.filter((words) => words !== ''),
      { nil: undefined },
    ),
    paper: fc.constantFrom('a4' as const, 'us-letter' as const),
    language: fc.constantFrom('en-GB', 'fr'),
    density: fc.constantFrom('tight' as const, 'normal' as const),
  })
  .map((all) => ({
    ...emptyHeader,
    ...all,
    number: all.number.slice(0, 90).replace(/[\ud800-\udbff]$/u, ''),
  }))

export const briefing = fc.record({
  header,
  blocks: fc.array(
    fc.oneof(
      { weight: 9, arbitrary: block },
      { weight: 1, arbitrary: code },
      { weight: 1, arbitrary: contents },
    ),
    { minLength: 1, maxLength: 5 },
  ),
})
