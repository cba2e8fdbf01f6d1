import { Editor, Transforms } from 'slate'
import { describe, expect, it } from 'vitest'
import {
  inlinesFor,
  insertInlines,
  insertQuotationBlock,
  markedWords,
  sourceWords,
  triggerAt,
} from '../../../renderer/editor/core/citing.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { verifyQuotation } from '../../../shared/anchoring/index.ts'
import type { CitedEntity } from '../../../shared/document/evidence.ts'
import { citedClaim, citedQuote } from './entity.ts'
import { readBlocks, writeBlocks } from './notation.ts'

function editorOf(source: string): { editor: Editor; write: () => string } {
  const { blocks, carets, labels } = readBlocks(source)
  const editor = createPlainEditor(blocks as never)
  const [anchor, focus = anchor] = carets
  Editor.normalize(editor, { force: true })
  if (anchor && focus) Transforms.select(editor, { anchor, focus })
  return { editor, write: () => writeBlocks(editor, labels) }
}

describe('the citing trigger', () => {
  const opens: [string, string][] = [
    ['@|', ''],
    ['@eng|', 'eng'],
    ['few to send @cable eng|', 'cable eng'],
    ['(@|', ''],
    ['[@gaz|', 'gaz'],
    ['“@tarn|', 'tarn'],
    ['see—@x|', 'x'],
    ['Мост @при|', 'при'],
  ]
  it.each(opens)('opens in %s', (words, query) => {
    const found = triggerAt(editorOf(`paragraph a: ${words}`).editor)
    expect(found?.query).toBe(query)
  })

  const closed = [
    'mail@|',
    'someone@example|',
    'no sign|',
    '@ |',
    '@engineers| @|',
    `@${'x'.repeat(80)}|`,
    'a {quote q: @eng|} b',
    'a {link https://example.org: @eng|} b',
  ]
  it.each(closed)('stays closed in %s', (words) => {
    expect(triggerAt(editorOf(`paragraph a: ${words}`).editor)).toBeNull()
  })

  it('opens right after a citation and a space', () => {
    expect(triggerAt(editorOf('paragraph a: Known {cite c} @ta|').editor)?.query).toBe('ta')
  })

  it('spans the sign and the letters, so that they can be replaced', () => {
    const { editor } = editorOf('paragraph a: few to send @eng|')
    const found = triggerAt(editor)
    expect(found && Editor.string(editor, found.range)).toBe('@eng')
  })
})

/** Cites an entity at the caret and writes what stands there then. */
function cite(
  entity: CitedEntity,
  before = 'paragraph a: So |.',
  quote = false,
): { after: string; undone: string } {
  const { editor, write } = editorOf(before)
  insertInlines(editor, editor.selection ?? Editor.end(editor, []), inlinesFor(entity, quote))
  const after = write()
  editor.undo()
  return { after, undone: write() }
}

describe('what citing writes', () => {
  it('is attribution, bound words and citation for a direct quote, and one undo takes it back', () => {
    const { after, undone } = cite(citedQuote('“No ship will touch a cable.”', 'direct'))
    expect(after).toBe(
      'paragraph a: So Ilsa Tarnmoor said {quote new: No ship will touch a cable.} {cite new}|.',
    )
    expect(undone).toBe('paragraph a: So |.')
  })

  it('keeps the description of an unnamed speaker as it was printed', () => {
    const entity = citedQuote('an anchor, dragged', 'partial')
    const unnamed: CitedEntity = {
      ...entity,
      speaker: {
        id: entity.target.id,
        key: 'officials',
        name: 'two current Directorate officials',
        kind: 'anonymous',
        role: '',
      },
    }
    expect(cite(unnamed).after).toBe(
      'paragraph a: So two current Directorate officials said {quote new: an anchor, dragged} {cite new}|.',
    )
  })

  it('never puts an indirect quote in quote marks', () => {
    const { after } = cite(citedQuote('Tarnmoor said the ships must wait.', 'indirect'))
    expect(after).toBe('paragraph a: So Tarnmoor said the ships must wait {cite new}|.')
  })

  it('binds of a mixed quote what the source prints in quote marks', () => {
    const { after } = cite(citedQuote('Tarnmoor called the rule “a licence” and “nothing more”', 'mixed'))
    expect(after).toBe(
      'paragraph a: So Tarnmoor called the rule {quote new: a licence} and {quote new: nothing more} {cite new}|.',
    )
  })

  it('marks where a cue interrupts the spoken words, and that stands in the source', () => {
    const text =
      'She was asked. “We will wait,” the minister said, “for an answer from Velmark.” Then she left.'
    const exact = '“We will wait,” the minister said, “for an answer from Velmark.”'
    const start = text.indexOf(exact)
    const { after } = cite(citedQuote(exact, 'direct'))
    expect(after).toContain('{quote new: We will wait, […] for an answer from Velmark.}')
    const verdict = verifyQuotation('We will wait, […] for an answer from Velmark.', {
      text,
      passage: { exact, prefix: 'She was asked. ', suffix: ' Then', start, end: start + exact.length },
    })
    expect(verdict.verdict).toBe('marked')
  })

  it('is the citation alone for a claim, and its passage as well where it is to be quoted', () => {
    const claim = citedClaim('Nine cable engineers work there.')
    expect(cite(claim).after).toBe('paragraph a: So {cite new}|.')
    expect(cite(claim, 'paragraph a: So |.', true).after).toBe(
      'paragraph a: So {quote new: Nine cable engineers work there.} {cite new}|.',
    )
  })

  it('replaces an empty paragraph by a quotation block with its own citation', () => {
    const { editor, write } = editorOf('paragraph a: Before\nparagraph b: |')
    insertQuotationBlock(editor, citedQuote('“No ship.”', 'direct'))
    expect(write()).toBe('paragraph a: Before\nquotation-block new: No ship.|')
    editor.undo()
    expect(write()).toBe('paragraph a: Before\nparagraph b: |')
  })
})

describe('marking an alteration', () => {
  const text =
    'The Directorate has been patient. No ship will touch a cable in our strait without our engineers aboard, and that is true for friends. We have not established intent.'
  const exact = 'No ship will touch a cable in our strait without our engineers aboard'
  const start = text.indexOf(exact)
  const evidence = { text, passage: { exact, prefix: '', suffix: '', start, end: start + exact.length } }

  const altered = [
    'No ship will touch a cable in our waters without our engineers aboard',
    'No ship will touch a cable in our waters without an engineer aboard',
    'No ship will touch a cable in our strait without engineers aboard',
    'No ship will touch a cable in our strait without our own engineers aboard',
    'No big ship will touch a cable in our strait without our engineers',
    'Not one ship will touch a cable in our strait without our engineers aboard',
  ]
  it.each(altered)('writes what differs in brackets: %s', (words) => {
    const before = verifyQuotation(words, evidence)
    expect(before.verdict).toBe('altered')
    const marked = markedWords(before.diff ?? [])
    expect(marked).toMatch(/\[/u)
    expect([marked, verifyQuotation(marked, evidence).verdict]).toEqual([marked, 'marked'])
  })

  it.each(altered)('is taken back by restoring the source’s words: %s', (words) => {
    const verdict = verifyQuotation(words, evidence)
    const restored = sourceWords(verdict, citedQuote(exact, 'direct', start))
    expect([restored, verifyQuotation(restored, evidence).verdict]).toEqual([restored, 'exact'])
  })
})
