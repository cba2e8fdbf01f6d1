import { BetweenHorizontalStart, BetweenVerticalStart, ChevronDown } from 'lucide-react'
import {
  Children,
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { type Editor, Node } from 'slate'
import { ReactEditor, type RenderElementProps, useSlateSelector } from 'slate-react'
import {
  captionOf,
  rowsOf,
  type Table,
  type TableCaption,
  type TableCell,
  type TableRow,
} from '../../shared/document/table.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../ui/Menu.tsx'
import { tableWords as words } from '../words/tables.ts'
import { BlockMargin } from './BlockMargin.tsx'
import { useSession } from './context.ts'
import { gridOfTable, isAcrossCells, pathOf, placeOf, selectedCells, tableAt } from './core/tables/place.ts'
import { useKeyed } from './keyed.ts'
import { type TableAct, tableActs } from './tableActs.ts'

/** Whether the caret is in this table: found by its id, since its object changes with every key. */
const holdsCaret = (editor: Editor, id: string): boolean => {
  const top = editor.selection && editor.children[editor.selection.focus.path[0] ?? -1]
  return top !== null && top !== undefined && 'id' in top && top.id === id && tableAt(editor) !== null
}

/** What the rows of a table need to know of it: the keys of those in the head, and of those whose first cell heads them. */
interface Heads {
  readonly head: ReadonlySet<string>
  readonly headed: ReadonlySet<string>
}
const HeadsContext = createContext<Heads>({ head: new Set(), headed: new Set() })
/** `col` in a row of the head, the key of the cell that heads the row, or nothing. */
const RowContext = createContext<string>('')

const keyOf = (editor: Editor, node: Node): string => ReactEditor.findKey(editor, node).id

/** The same object as long as the same rows are heads: typing renders one cell. */
function useHeads(editor: Editor, table: Table): Heads {
  const rows = rowsOf(table)
  const head = rows.slice(0, table.headerRows ?? 0).map((row) => keyOf(editor, row))
  const headed: string[] = []
  if (table.headerColumn) {
    for (const { row, column, colSpan, index } of gridOfTable(table).placed)
      if (column === 0 && index === 0 && colSpan === 1) headed.push(keyOf(editor, rows[row] as TableRow))
  }
  const [heads, columns] = [head.join(), headed.join()]
  return useMemo(
    () => ({ head: new Set(heads.split(',')), headed: new Set(columns.split(',')) }),
    [heads, columns],
  )
}

/** A table with its caption above it and, while the caret is in it, its tool bar below. */
export function TableBlock({ attributes, children, element }: RenderElementProps & { element: Table }) {
  const { editor, readOnly } = useSession()
  const active = useSlateSelector((slate) => holdsCaret(slate, element.id)) && !readOnly
  const heads = useHeads(editor, element)
  const all = Children.toArray(children)
  const caption = captionOf(element) ? all.slice(0, 1) : []
  const total = element.widths?.reduce((sum, width) => sum + width, 0) ?? 0
  const inside = useRef<HTMLTableElement>(null)
  useSelectedCells(element, inside)
  return (
    <div {...attributes} className={active ? 'block table-block active' : 'block table-block'}>
      <BlockMargin block={element} />
      {caption}
      <HeadsContext.Provider value={heads}>
        <div className="table-scroll">
          <table ref={inside} className={element.widths ? 'briefing-table sized' : 'briefing-table'}>
            {element.widths && (
              <colgroup contentEditable={false}>
                {element.widths.map((width, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <col key={at} style={{ width: `${(100 * width) / total}%` }} />
                ))}
              </colgroup>
            )}
            <tbody>{all.slice(caption.length)}</tbody>
          </table>
        </div>
      </HeadsContext.Provider>
      {active && <TableBar />}
    </div>
  )
}

/** Cells selected together are marked as such, as a rectangle; written on the nodes, so that no cell renders for it. */
function useSelectedCells(table: Table, inside: React.RefObject<HTMLTableElement | null>): void {
  const across = useSlateSelector((slate) => {
    if (!holdsCaret(slate, table.id) || !isAcrossCells(slate)) return ''
    const area = selectedCells(slate)?.area
    return area ? [area.top, area.left, area.bottom, area.right].join() : ''
  })
  const { editor } = useSession()
  useLayoutEffect(() => {
    const selected = across === '' ? null : selectedCells(editor)
    const marked: Element[] = []
    inside.current?.classList.toggle('has-selected', selected !== null)
    for (const each of selected?.cells ?? []) {
      const cell = Node.get(editor, pathOf(placeOf(table, selected?.place.path ?? []), each))
      const node = ReactEditor.toDOMNode(editor, cell)
      node.setAttribute('data-selected', '')
      marked.push(node)
    }
    return () => {
      for (const node of marked) node.removeAttribute('data-selected')
    }
  }, [across, editor, inside, table])
}

/** The caption, its number before it. */
export function TableCaptionView({
  attributes,
  children,
  element,
}: RenderElementProps & { element: TableCaption }) {
  const session = useSession()
  const path = ReactEditor.findPath(session.editor, element)
  const table = session.editor.children[path[0] ?? 0]
  const number = useKeyed(session.captions, table && 'id' in table ? String(table.id) : '')
  const bare = Node.string(element) === '' && element.children.length === 1
  return (
    <p {...attributes} className="table-caption">
      <span contentEditable={false} className="table-number">
        {words.label(number)}
      </span>
      <span className="table-caption-words" data-hint={bare ? words.captionHint : undefined}>
        {children}
      </span>
    </p>
  )
}

export function TableRowView({ attributes, children, element }: RenderElementProps & { element: TableRow }) {
  const { editor } = useSession()
  const { head, headed } = useContext(HeadsContext)
  const key = keyOf(editor, element)
  const [first] = element.children
  const says = head.has(key) ? 'col' : headed.has(key) && first ? keyOf(editor, first) : ''
  return (
    <RowContext.Provider value={says}>
      <tr {...attributes}>{children}</tr>
    </RowContext.Provider>
  )
}

export function TableCellView({
  attributes,
  children,
  element,
}: RenderElementProps & { element: TableCell }) {
  const { editor } = useSession()
  const row = useContext(RowContext)
  const scope = row === 'col' ? 'col' : row !== '' && row === keyOf(editor, element) ? 'row' : null
  const shape = {
    colSpan: element.colSpan,
    rowSpan: element.rowSpan,
    className: element.align ? `cell-${element.align}` : undefined,
  }
  return scope ? (
    <th {...attributes} {...shape} scope={scope}>
      {children}
    </th>
  ) : (
    <td {...attributes} {...shape}>
      {children}
    </td>
  )
}

const quick = [
  { command: 'table.row-below', icon: BetweenHorizontalStart },
  { command: 'table.column-after', icon: BetweenVerticalStart },
] as const

/** What can be done in the table that the caret is in. */
function TableBar() {
  const { editor } = useSession()
  // Anything that moves the caret or changes the table may change what is possible.
  const state = useSlateSelector((slate) => {
    const place = tableAt(slate)
    return tableActs
      .map(({ can, isOn }) => `${can?.(slate) ?? true}${place ? (isOn?.(place) ?? '') : ''}`)
      .join()
  })
  const run = ({ run }: TableAct) => {
    ReactEditor.focus(editor)
    run(editor)
  }
  const place = tableAt(editor)
  const entries = (menu: TableAct['menu']): MenuEntry[] =>
    tableActs
      .filter((act) => act.menu === menu)
      .map((act) => ({
        id: act.command,
        title: act.title,
        ...(act.isOn && place ? { checked: act.isOn(place) } : { icon: act.icon }),
        disabled: act.can ? !act.can(editor) : false,
        run: () => run(act),
      }))
  return (
    <div contentEditable={false} className="table-bar-place">
      <div className="table-bar" role="toolbar" aria-label={words.bar} data-state={state}>
        {quick.map(({ command, icon }) => {
          const act = tableActs.find((each) => each.command === command)
          return (
            act && (
              <IconButton
                key={command}
                size="small"
                icon={icon}
                label={act.title}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => run(act)}
              />
            )
          )
        })}
        {(['row', 'column', 'cell', 'table'] as const).map((menu) => (
          <BarMenu key={menu} label={words.menus[menu]} entries={entries(menu)}>
            {words.menus[menu]}
          </BarMenu>
        ))}
      </div>
    </div>
  )
}

function BarMenu({
  label,
  entries,
  children,
}: {
  label: string
  entries: readonly MenuEntry[]
  children: ReactNode
}) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="table-bar-menu"
        aria-haspopup="menu"
        aria-expanded={open}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setOpen(!open)}
      >
        {children}
        <Icon of={ChevronDown} size={12} />
      </button>
      {open && (
        <Menu anchor={anchor} label={label} entries={entries} align="end" onClose={() => setOpen(false)} />
      )}
    </>
  )
}
