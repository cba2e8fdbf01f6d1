import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type Marking, markingsSchema, mostMarkings } from '../../shared/model/marking.ts'
import { Button } from '../ui/Button.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { markingWords as words } from '../words/markings.ts'
import { keepMarkings, useMarkings } from './store.ts'
import './markings.css'

/** The library's list of markings, edited in place; kept when a field is left or a row moves. */
export function MarkingsList() {
  const kept = useMarkings()
  const [rows, setRows] = useState<readonly Marking[]>(kept)
  const [error, setError] = useState('')
  useEffect(() => setRows(kept), [kept])

  const keep = (next: readonly Marking[]): void => {
    setRows(next)
    const whole = next.filter(({ name }) => name.trim() !== '')
    const good = markingsSchema.safeParse(whole)
    setError(good.success ? '' : words.same)
    if (good.success && JSON.stringify(whole) !== JSON.stringify(kept)) void keepMarkings(good.data)
  }
  const change = (at: number, part: Partial<Marking>): void =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)))
  const move = (at: number, by: 1 | -1): void => {
    const next = [...rows]
    const [row] = next.splice(at, 1)
    if (row) next.splice(at + by, 0, row)
    keep(next)
  }
  return (
    <section className="markings-list" aria-label={words.title}>
      <p className="field-hint">{words.hint}</p>
      <div className="markings-head" aria-hidden="true">
        <span>{words.name}</span>
        <span>{words.portion}</span>
      </div>
      <ol>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no identity but its place
          <li key={at}>
            <input
              className="input"
              aria-label={words.nameOf(at + 1)}
              value={row.name}
              maxLength={100}
              onChange={(event) => change(at, { name: event.target.value })}
              onBlur={() => keep(rows)}
            />
            <input
              className="input"
              aria-label={words.portionOf(at + 1)}
              placeholder={words.noPortion}
              value={row.portion}
              maxLength={60}
              onChange={(event) => change(at, { portion: event.target.value })}
              onBlur={() => keep(rows)}
            />
            <IconButton
              size="small"
              icon={ArrowUp}
              label={words.up(row.name)}
              disabled={at === 0}
              onClick={() => move(at, -1)}
            />
            <IconButton
              size="small"
              icon={ArrowDown}
              label={words.down(row.name)}
              disabled={at === rows.length - 1}
              onClick={() => move(at, 1)}
            />
            <IconButton
              size="small"
              icon={X}
              label={words.remove(row.name)}
              onClick={() => keep(rows.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ol>
      {error !== '' && (
        <span className="field-error" role="alert">
          <Mark name="settle" size={12} />
          {error}
        </span>
      )}
      <div className="markings-acts">
        <Button
          look="ghost"
          icon={<Icon of={Plus} />}
          disabled={rows.length >= mostMarkings}
          onClick={() => setRows([...rows, { name: '', portion: '' }])}
        >
          {words.add}
        </Button>
        <Button look="ghost" onClick={() => void keepMarkings([])}>
          {words.again}
        </Button>
      </div>
    </section>
  )
}
