import { Table } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import { Popover } from '../ui/Popover.tsx'
import { tableWords as words } from '../words/tables.ts'
import { sizeAfter, type TableSize } from './core/tables/choosing.ts'
import { maxChosen } from './core/tables/inserting.ts'

const counts = Array.from({ length: maxChosen }, (_, at) => at + 1)

/** The cells of the table that is to be: arrows or the pointer say how many, Enter or a click put it in. */
function Sizes({ onChoose }: { onChoose: (size: TableSize) => void }) {
  const [size, setSize] = useState<TableSize>({ rows: 3, columns: 3 })
  const grid = useRef<HTMLTableElement>(null)
  const id = useId()
  useEffect(() => {
    // Not before the popover has its place: what is hidden takes no focus.
    const frame = requestAnimationFrame(() => grid.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [])
  return (
    <>
      <table
        ref={grid}
        className="table-sizes"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are chosen, not read
        role="grid"
        aria-label={words.chooseSize}
        aria-activedescendant={`${id}-${size.rows}-${size.columns}`}
        tabIndex={0}
        onKeyDown={(event) => {
          const next = sizeAfter(size, event.key)
          if (next) setSize(next)
          else if (event.key === 'Enter' || event.key === ' ') onChoose(size)
          else return
          event.preventDefault()
        }}
      >
        <tbody>
          {counts.map((rows) => (
            <tr key={rows}>
              {counts.map((columns) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around takes the keys
                // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a cell of a grid can be selected
                <td
                  key={columns}
                  id={`${id}-${rows}-${columns}`}
                  aria-label={words.size(rows, columns)}
                  aria-selected={rows <= size.rows && columns <= size.columns}
                  onPointerMove={() => {
                    if (rows !== size.rows || columns !== size.columns) setSize({ rows, columns })
                  }}
                  onClick={() => onChoose({ rows, columns })}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="table-size" aria-hidden="true">
        {words.shortSize(size.rows, size.columns)}
      </p>
    </>
  )
}

/** The button of the tool bar that puts in a table of a size that is chosen. */
export function TableChooser({ onChoose }: { onChoose: (size: TableSize) => void }) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        ref={anchor}
        icon={Table}
        label={words.insert}
        aria-haspopup="dialog"
        aria-expanded={open}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setOpen(!open)}
      />
      {open && (
        <Popover
          anchor={anchor}
          label={words.chooseSize}
          onClose={() => setOpen(false)}
          className="table-chooser"
        >
          <Sizes
            onChoose={(size) => {
              setOpen(false)
              onChoose(size)
            }}
          />
        </Popover>
      )}
    </>
  )
}
