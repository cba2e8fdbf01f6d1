import { BookDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ClaimRow, QuoteRow, SourceRow, SpeakerRow } from '../../shared/contract/entities.ts'
import { claimKinds } from '../../shared/model/claim.ts'
import type { Verdict } from '../../shared/model/passage.ts'
import { groundRules, quoteForms } from '../../shared/model/quote.ts'
import { nameText, referenceMediaType, reliabilities, sourceTypes } from '../../shared/model/source.ts'
import { dateWords } from '../ui/format.ts'
import { Icon, type KindMarkName, Mark } from '../ui/Icon.tsx'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { libraryWords as words } from '../words/library.ts'
import type { Column } from './ListView.tsx'

const { columns } = words
const count = (value: number): ReactNode => (value === 0 ? words.notUsed : value.toLocaleString('en-GB'))

/** A list shows a mark only where something is wrong. */
function Trouble({ verdict }: { verdict: Verdict | null }) {
  const mark = verdictMark(verdict)
  if (verdict === null || mark === 'verified') return null
  return <Mark name={mark} size={14} label={verdictWords[verdict]} />
}

/** Filled bars for what supports a claim, open ones for what contradicts it. */
function EvidenceBars({ supporting, contradicting }: { supporting: number; contradicting: number }) {
  const bars = [...Array(supporting).fill(true), ...Array(contradicting).fill(false)] as boolean[]
  return (
    <span role="img" className="bars" aria-label={words.evidenceLabel(supporting, contradicting)}>
      {bars.slice(0, 5).map((supports, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity
        <i key={index} className={supports ? 'bar' : 'bar bar-against'} />
      ))}
      {bars.length > 5 && <span>{bars.length}</span>}
    </span>
  )
}

const grade = (letter: string): string => `${columns.grade} ${letter}`

export const sourceColumns: readonly Column<SourceRow>[] = [
  {
    id: 'grade',
    title: columns.grade,
    width: '40px',
    render: (row) => (
      <span
        role="img"
        className="grade"
        aria-label={grade(row.reliability)}
        title={reliabilities[row.reliability]}
      >
        {row.reliability}
      </span>
    ),
  },
  {
    id: 'title',
    title: columns.title,
    width: 'minmax(0, 4fr)',
    render: (row) => (
      <span className={row.status === 'withdrawn' ? 'title-line withdrawn' : 'title-line'}>
        {row.mediaType === referenceMediaType && (
          <span
            role="img"
            className="reference-only"
            aria-label={words.referenceOnly}
            title={words.referenceOnly}
          >
            <Icon of={BookDashed} />
          </span>
        )}
        <span className="ellipsis">{row.title || words.noTitle}</span>
        {row.status === 'withdrawn' && <span className="tag">{words.withdrawn}</span>}
        {!row.confirmed && <span className="tag tag-dashed">{words.unconfirmed}</span>}
      </span>
    ),
  },
  {
    id: 'publisher',
    title: columns.publisher,
    width: 'minmax(0, 1.6fr)',
    render: (row) => (
      <span className="ellipsis">{row.publisher || row.authors.map(nameText).join(', ')}</span>
    ),
  },
  {
    id: 'type',
    title: columns.type,
    width: '118px',
    wide: true,
    render: (row) => <span className="ellipsis">{sourceTypes[row.type]}</span>,
  },
  {
    id: 'marked',
    title: columns.marked,
    width: '46px',
    wide: true,
    render: (row) => count(row.claims + row.quotes),
  },
  { id: 'used', title: columns.used, width: '38px', render: (row) => count(row.used) },
  {
    id: 'date',
    title: columns.date,
    width: '76px',
    end: true,
    render: (row) => <span className="ellipsis">{dateWords(row.issued, true) || row.issuedAsPrinted}</span>,
  },
]

export const claimColumns: readonly Column<ClaimRow>[] = [
  {
    id: 'mark',
    title: '',
    label: columns.verdict,
    width: '16px',
    render: (row) => <Trouble verdict={row.verdict} />,
  },
  {
    id: 'claim',
    title: columns.claim,
    width: 'minmax(0, 5fr)',
    render: (row) => <span className="two-lines">{row.text}</span>,
  },
  { id: 'kind', title: columns.kind, width: '72px', wide: true, render: (row) => claimKinds[row.kind] },
  {
    id: 'speaker',
    title: columns.speakerAndSource,
    width: 'minmax(0, 3fr)',
    render: (row) => (
      <>
        <span className="ellipsis cell-strong">{row.speakerName || words.publicationItself}</span>
        <span className="ellipsis">{row.sourceTitle}</span>
      </>
    ),
  },
  {
    id: 'grade',
    title: columns.grade,
    width: '40px',
    render: (row) => <span className="grade">{`${row.reliability}${row.credibility}`}</span>,
  },
  {
    id: 'evidence',
    title: columns.evidence,
    width: '60px',
    wide: true,
    render: (row) => <EvidenceBars supporting={row.supporting} contradicting={row.contradicting} />,
  },
  { id: 'used', title: columns.used, width: '38px', render: (row) => count(row.used) },
  {
    id: 'date',
    title: columns.date,
    width: '76px',
    end: true,
    wide: true,
    render: (row) => dateWords(row.date, true),
  },
]

export const quoteColumns: readonly Column<QuoteRow>[] = [
  {
    id: 'mark',
    title: '',
    label: columns.verdict,
    width: '16px',
    render: (row) => <Trouble verdict={row.verdict} />,
  },
  {
    id: 'quote',
    title: columns.quote,
    width: 'minmax(0, 5fr)',
    render: (row) => (
      <span className="two-lines">{row.form === 'indirect' ? row.words : `“${row.words}”`}</span>
    ),
  },
  {
    id: 'speaker',
    title: columns.speakerAndSource,
    width: 'minmax(0, 3fr)',
    render: (row) => (
      <>
        <span className="cell-strong row-inline">
          {row.speakerKind === 'anonymous' && <Mark name="anonymous" size={12} />}
          <span className="ellipsis">{row.speakerName || words.quote.noSpeaker}</span>
        </span>
        <span className="ellipsis">{row.sourceTitle}</span>
      </>
    ),
  },
  { id: 'form', title: columns.form, width: '74px', render: (row) => quoteForms[row.form] },
  {
    id: 'ground',
    title: columns.ground,
    width: '118px',
    wide: true,
    render: (row) => groundRules[row.groundRule],
  },
  { id: 'used', title: columns.used, width: '38px', render: (row) => count(row.used) },
  {
    id: 'date',
    title: columns.date,
    width: '76px',
    end: true,
    wide: true,
    render: (row) => dateWords(row.saidOn, true),
  },
]

export const speakerColumns: readonly Column<SpeakerRow>[] = [
  {
    id: 'mark',
    title: '',
    label: columns.kind,
    width: '40px',
    render: (row) => <Mark name={row.kind as KindMarkName} label={words.speaker.kinds[row.kind]} />,
  },
  {
    id: 'name',
    title: columns.name,
    width: 'minmax(0, 4fr)',
    render: (row) => <span className="two-lines">{row.name}</span>,
  },
  {
    id: 'role',
    title: columns.role,
    width: 'minmax(0, 3fr)',
    render: (row) => {
      const role = row.roles[0]
      return (
        <span className="ellipsis">
          {role === undefined ? '' : [role.title, role.organization].filter(Boolean).join(', ')}
        </span>
      )
    },
  },
  { id: 'quotes', title: columns.quotes, width: '64px', render: (row) => count(row.quotes) },
  { id: 'claims', title: columns.claims, width: '70px', end: true, render: (row) => count(row.claims) },
]
