import { Plus, X } from 'lucide-react'
import { useContext, useState } from 'react'
import { dateText } from '../../shared/citing/index.ts'
import type { Header } from '../../shared/document/header.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { besideWords } from '../words/beside.ts'
import { editorWords as words } from '../words/editor.ts'
import { markingWords } from '../words/markings.ts'
import { useSession } from './context.ts'
import { Growing } from './Growing.tsx'
import { MarkingLines } from './MarkingLines.tsx'
import { PaneContext } from './pane.ts'

/** The date in words; a date field while it is being changed. */
function DateField({
  value,
  language,
  onChange,
  readOnly,
}: {
  value: string | null
  language: string
  onChange: (date: string | null) => void
  readOnly: boolean
}) {
  const [editing, setEditing] = useState(false)
  if (readOnly) return <span>{value ? dateText(value, language) : ''}</span>
  if (!editing) {
    return (
      <button
        type="button"
        className="date-words"
        aria-label={`${words.date}: ${value ? dateText(value, language) : words.none}`}
        onClick={() => setEditing(true)}
      >
        {value ? dateText(value, language) : words.noDate}
      </button>
    )
  }
  return (
    <input
      type="date"
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that had the focus
      autoFocus
      aria-label={words.date}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
      onBlur={() => setEditing(false)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') setEditing(false)
      }}
    />
  )
}

/** The head of the memo, edited in place: marking, rows, date and subject. */
export function HeaderFields() {
  const session = useSession()
  const header = session.state((state) => state.header)
  const place = useContext(PaneContext)
  // Its fields are no text that could be marked: they wait until suggesting is off.
  const suggesting = session.state((state) => state.suggesting !== null)
  const readOnly = session.readOnly || suggesting
  const change = (part: Partial<Header>): void => session.setHeader({ ...header, ...part })
  const setRow = (at: number, row: Partial<Header['rows'][number]>): void =>
    change({ rows: header.rows.map((each, index) => (index === at ? { ...each, ...row } : each)) })
  return (
    <section className="memo-head" aria-label={place ? besideWords.head(place.second) : words.header}>
      <h1 className="visually-hidden">{header.subject || words.subject}</h1>
      <MarkingLines header={header} change={change} />
      <div className="memo-rows">
        {header.rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <div className="memo-row" key={at}>
            <Growing
              className="memo-label"
              label={words.rowLabel(at + 1)}
              value={row.label}
              readOnly={readOnly}
              onChange={(label) => setRow(at, { label })}
            />
            <Growing
              label={row.label || words.rowLabel(at + 1)}
              value={row.value}
              placeholder="…"
              readOnly={readOnly}
              onChange={(value) => setRow(at, { value })}
            />
            {!readOnly && (
              <IconButton
                size="small"
                className="memo-remove"
                icon={X}
                label={words.removeRow(row.label)}
                onClick={() => change({ rows: header.rows.filter((_, index) => index !== at) })}
              />
            )}
          </div>
        ))}
        {header.distribution !== undefined && (
          <div className="memo-row">
            <span className="memo-label">{markingWords.distribution}</span>
            <Growing
              label={markingWords.distribution}
              value={header.distribution}
              placeholder="…"
              readOnly={readOnly}
              onChange={(distribution) => change({ distribution })}
            />
            {!readOnly && (
              <IconButton
                size="small"
                className="memo-remove"
                icon={X}
                label={words.removeRow(markingWords.distribution)}
                onClick={() => change({ distribution: undefined })}
              />
            )}
          </div>
        )}
        <div className="memo-row memo-date">
          <span className="memo-label">{words.date}</span>
          <DateField
            value={header.date}
            language={header.language}
            readOnly={readOnly}
            onChange={(date) => change({ date })}
          />
          {!readOnly && header.rows.length < 20 && (
            <IconButton
              size="small"
              className="memo-remove"
              icon={Plus}
              label={words.addRow}
              onClick={() => change({ rows: [...header.rows, { label: 'Through', value: '' }] })}
            />
          )}
        </div>
        <div className="memo-row">
          <span className="memo-label">{words.subject}</span>
          <Growing
            className="memo-subject"
            label={words.subject}
            value={header.subject}
            placeholder={words.subject}
            readOnly={readOnly}
            onChange={(subject) => change({ subject })}
          />
        </div>
      </div>
    </section>
  )
}
