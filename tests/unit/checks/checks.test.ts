import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type CheckSubject, checks, runChecks } from '../../../shared/checks/index.ts'
import type { Block } from '../../../shared/document/block.ts'
import { type CitedEntity, targetKey } from '../../../shared/document/evidence.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { mintId } from '../../../shared/model/identity.ts'
import type { Verification } from '../../../shared/model/passage.ts'
import { emptySourceDetails, referenceMediaType } from '../../../shared/model/source.ts'

const sha256 = 'c'.repeat(64)
const quote: CitedEntity = {
  target: { type: 'quote', id: mintId() },
  key: 'tarnmoor-cable',
  revision: 1,
  label: 'Tarnmoor',
  text: 'no ship will touch a cable',
  source: {
    ...emptySourceDetails,
    id: mintId(),
    key: 'ledger',
    title: 'Morning Ledger',
    publisher: 'Norvia Public Radio',
    issued: '2026-03-04',
    status: 'current',
  },
  snapshot: { id: mintId(), sha256, capturedAt: 0, extractionId: mintId(), superseded: false },
  passage: {
    id: mintId(),
    page: null,
    exact: 'no ship will touch a cable',
    prefix: '',
    suffix: '',
    start: 0,
    end: 26,
    before: '',
    after: '',
  },
  verification: { verdict: 'exact', score: 1 },
  speaker: { id: mintId(), key: 'tarnmoor', name: 'Ilsa Tarnmoor', kind: 'person', role: 'Director' },
  quote: { form: 'partial', groundRule: 'on-record', saidOn: null, via: '' },
  claim: null,
}
const cited = { revision: 1, sha256 }
const quotationId = mintId()
const citation = {
  type: 'citation' as const,
  id: mintId(),
  items: [{ target: quote.target, cited }],
  children: [{ text: '' as const }] as [{ text: '' }],
}
const memo = (more: Block[] = []): Block[] => [
  {
    type: 'paragraph',
    id: mintId(),
    children: [
      { text: 'She said ' },
      {
        type: 'quotation',
        id: quotationId,
        target: quote.target,
        cited,
        children: [{ text: 'no ship will touch a cable' }],
      },
      { text: ' ' },
      citation,
    ],
  },
  ...more,
]
const subject = (change: {
  entity?: Partial<CitedEntity> | null
  verification?: Verification
  blocks?: Block[]
  subjectLine?: string
}): CheckSubject => ({
  header: { ...emptyHeader, subject: change.subjectLine ?? 'Cable permits', date: '2026-03-16' },
  blocks: change.blocks ?? memo(),
  entities:
    change.entity === null ? new Map() : new Map([[targetKey(quote.target), { ...quote, ...change.entity }]]),
  verifications: new Map([[quotationId, change.verification ?? { verdict: 'exact', score: 1 }]]),
})
const found = (change: Parameters<typeof subject>[0]) =>
  runChecks(subject(change)).map(({ check, severity }) => `${severity} ${check}`)

describe('checks', () => {
  it('find nothing in a sound memo', () => expect(runChecks(subject({}))).toEqual([]))

  const cases: [what: string, change: Parameters<typeof subject>[0], findings: string[]][] = [
    [
      'altered words',
      { verification: { verdict: 'altered', score: 0.9, diff: [] } },
      ['stops quotation-altered'],
    ],
    ['absent words', { verification: { verdict: 'absent', score: 0 } }, ['stops quotation-absent']],
    [
      'a lost negation behind a marked ellipsis',
      { verification: { verdict: 'marked', score: 1, lost: [{ kind: 'negation', words: 'not' }] } },
      ['stops negation-lost'],
    ],
    ['several places', { verification: { verdict: 'ambiguous', score: 1 } }, ['settle quotation-ambiguous']],
    ['other typography', { verification: { verdict: 'normalized', score: 1 } }, ['note typography-differs']],
    [
      'an indirect quote in marks',
      { entity: { quote: { form: 'indirect', groundRule: 'unknown', saidOn: null, via: '' } } },
      ['stops indirect-in-quote-marks'],
    ],
    [
      'an off-the-record quote',
      { entity: { quote: { form: 'direct', groundRule: 'off-record', saidOn: null, via: '' } } },
      ['stops off-record-used'],
    ],
    ['a removed quote', { entity: null }, ['stops quotation-absent', 'stops citation-broken']],
    [
      'a withdrawn source',
      { entity: { source: { ...quote.source, status: 'withdrawn' } } },
      ['stops source-withdrawn'],
    ],
    [
      'a source captured again',
      { entity: { snapshot: { ...quote.snapshot, superseded: true } } },
      ['settle citation-stale'],
    ],
    [
      'a source without publisher and date',
      { entity: { source: { ...quote.source, publisher: '', issued: null } } },
      ['note source-undescribed'],
    ],
    [
      'details that nobody confirmed',
      { entity: { source: { ...quote.source, confirmed: false } } },
      ['note source-unconfirmed'],
    ],
    [
      'a source of which only the reference is here',
      { entity: { snapshot: { ...quote.snapshot, mediaType: referenceMediaType } } },
      ['note source-reference-only'],
    ],
    ['no subject', { subjectLine: ' ' }, ['settle head-incomplete']],
    [
      'a judgment that cites nothing',
      {
        blocks: memo([
          {
            type: 'callout',
            id: mintId(),
            variant: 'key-judgment',
            children: [{ type: 'paragraph', id: mintId(), children: [{ text: 'Permits will be refused.' }] }],
          },
        ]),
      },
      ['settle judgment-uncited'],
    ],
    [
      'one of two paragraphs unmarked',
      { blocks: memo([{ type: 'paragraph', id: mintId(), mark: '(U)', children: [{ text: 'Marked.' }] }]) },
      ['settle marking-disagrees', 'settle paragraph-unmarked'],
    ],
    [
      'a note without words',
      {
        blocks: memo([
          {
            type: 'paragraph',
            id: mintId(),
            children: [
              { text: 'Yes' },
              { type: 'footnote', id: mintId(), children: [{ text: ' ' }] },
              { text: '.' },
            ],
          },
        ]),
      },
      ['settle note-empty'],
    ],
    [
      'an unknown key',
      {
        blocks: [
          ...memo(),
          {
            type: 'paragraph',
            id: mintId(),
            children: [
              { ...citation, id: mintId(), items: [{ target: null, typedKey: 'gazette-2026', cited: null }] },
            ],
          },
        ],
      },
      ['stops citation-broken'],
    ],
  ]
  for (const [what, change, findings] of cases)
    it(`find ${what}`, () => expect(found(change)).toEqual(findings))

  it('say at which node and block, and what can be done', () => {
    const [altered] = runChecks(
      subject({
        verification: {
          verdict: 'altered',
          score: 0.8,
          diff: [
            { kind: 'source', text: 'ship' },
            { kind: 'memo', text: 'boat' },
            { kind: 'same', text: ' will touch a ' },
            { kind: 'source', text: 'cable' },
          ],
        },
      }),
    )
    expect(altered).toMatchObject({ node: quotationId, fixes: ['restore', 'mark-alteration', 'paraphrase'] })
    expect(altered?.message).toBe('Quotation differs in 2 places')
  })

  it('are each named in the reference', () => {
    const page = readFileSync(new URL('../../../docs/reference/checks.md', import.meta.url), 'utf8')
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gmu)].map((match) => match[1])
    expect(rows.sort()).toEqual(checks.map((check) => check.id).sort())
  })
})
