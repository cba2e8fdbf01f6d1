import { Children, createContext, Fragment, type ReactNode, useContext } from 'react'
import type { Block } from '../../shared/document/block.ts'
import { calloutVariants } from '../../shared/document/callout.ts'
import type { Inline } from '../../shared/document/inline.ts'
import type { List } from '../../shared/document/list.ts'
import { isText } from '../../shared/document/node.ts'
import { numberCitations } from '../../shared/document/numbering.ts'
import { referablesOf } from '../../shared/document/referables.ts'
import { captionOf, rowsOf, type Table } from '../../shared/document/table.ts'
import { type MarkName, markNames } from '../../shared/document/text.ts'
import { isFootnotePlace, notedOf } from '../../shared/document/walk.ts'
import type { OpenBriefing } from '../../shared/model/briefing.ts'
import { dateWords } from '../ui/format.ts'
import { editorWords } from '../words/editor.ts'
import { panelWords } from '../words/panels.ts'

const words = panelWords.versions
const Numbers = createContext<ReadonlyMap<string, readonly number[]>>(new Map())

function CitationNumber({ id, typedKey }: { id: string; typedKey: string | undefined }) {
  const own = useContext(Numbers).get(id)
  return <span className="version-citation">[{own?.join(', ') ?? `@${typedKey ?? '?'}`}]</span>
}

const Labels = createContext<ReadonlyMap<string, string>>(new Map())

function ReferenceLabel({ target }: { target: string }) {
  return <>{useContext(Labels).get(target) ?? '?'}</>
}

const elements = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
  code: 'code',
  highlight: 'mark',
} as const satisfies Record<MarkName, string>

const inlines = (list: readonly Inline[]): ReactNode =>
  // Nodes without an id are known by their place: a version never changes while it is shown.
  Children.toArray(list.map(inline))

function inline(node: Inline): ReactNode {
  if (isText(node)) {
    let inner: ReactNode = node.text
    for (const name of markNames) {
      const Element = elements[name]
      if (node[name]) inner = <Element>{inner}</Element>
    }
    return inner
  }
  if (node.type === 'citation')
    return <CitationNumber key={node.id} id={node.id} typedKey={node.items[0]?.typedKey} />
  if (node.type === 'reference') return <ReferenceLabel key={node.id} target={node.target} />
  if (node.type === 'footnote') return <CitationNumber key={node.id} id={node.id} typedKey={undefined} />
  if (node.type === 'quotation') return <Fragment key={node.id}>“{inlines(node.children)}”</Fragment>
  // A link of an old state is shown, not followed: this is for reading and comparing.
  return <u>{inlines(node.children)}</u>
}

function ListView({ list }: { list: List }) {
  const Name = list.ordered ? 'ol' : 'ul'
  return (
    <Name>
      {list.children.map((item) => (
        <li key={item.id}>
          {item.checked !== undefined && (item.checked ? '☑ ' : '☐ ')}
          {item.children.map((child) =>
            child.type === 'list' ? (
              <ListView key={child.id} list={child} />
            ) : (
              <p key={child.id}>{inlines(child.children)}</p>
            ),
          )}
        </li>
      ))}
    </Name>
  )
}

function TableText({ table }: { table: Table }) {
  const caption = captionOf(table)
  const head = table.headerRows ?? 0
  return (
    <table>
      {caption && <caption>{inlines(caption.children)}</caption>}
      <tbody>
        {rowsOf(table).map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, and nothing moves here
          <tr key={at}>
            {row.children.map((cell, index) => {
              const Name = at < head || (table.headerColumn && index === 0) ? 'th' : 'td'
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <Name key={index} colSpan={cell.colSpan} rowSpan={cell.rowSpan}>
                  {inlines(cell.children)}
                </Name>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case 'paragraph':
      return <p>{inlines(block.children)}</p>
    case 'heading': {
      // The dialog's title is the second level, the subject the third.
      const Name = `h${Math.min(6, block.level + 3)}` as 'h4' | 'h5' | 'h6'
      return <Name className={`version-h${block.level}`}>{inlines(block.children)}</Name>
    }
    case 'list':
      return <ListView list={block} />
    case 'callout':
      return (
        <section className="version-callout">
          <span className="version-label">{block.title || calloutVariants[block.variant]}</span>
          {block.children.map((child) => (
            <p key={child.id}>{inlines(child.children)}</p>
          ))}
        </section>
      )
    case 'quotation-block':
      return (
        <blockquote>
          “{inlines(block.children)}”{' '}
          <CitationNumber id={block.citation.id} typedKey={block.citation.items[0]?.typedKey} />
        </blockquote>
      )
    case 'code-block':
      return <pre>{block.children[0].text}</pre>
    case 'contents':
      return <p className="version-label">{editorWords.contents.block}</p>
    case 'table':
      return <TableText table={block} />
    case 'divider':
    case 'page-break':
      return <hr />
    case 'unknown':
      return <p className="field-hint">{words.newer}</p>
  }
}

/** A briefing as it stood, to read: no editor, nothing in it acts. */
export function VersionText({ briefing }: { briefing: OpenBriefing }) {
  const { header, blocks } = briefing
  const { numbers } = numberCitations(blocks.flatMap(notedOf))
  const notes = blocks.flatMap(notedOf).filter(isFootnotePlace)
  const labels = new Map(referablesOf(blocks, header.language).map(({ id, label }) => [id, label]))
  const rows = header.rows.filter((row) => row.value !== '')
  return (
    <Labels.Provider value={labels}>
      <Numbers.Provider value={numbers}>
        <div className="version-text">
          {header.marking !== '' && <p className="version-label">{header.marking}</p>}
          <h3>{header.subject || words.untitled}</h3>
          {(rows.length > 0 || header.date !== null) && (
            <p className="version-rows">
              {[...rows.map((row) => `${row.label}: ${row.value}`), dateWords(header.date)]
                .filter(Boolean)
                .join(' · ')}
            </p>
          )}
          {blocks.map((block) => (
            <BlockView key={block.id} block={block} />
          ))}
          {notes.map(({ id, node }) => (
            <p key={id} className="version-note">
              <CitationNumber id={id} typedKey={undefined} /> {inlines(node.children)}
            </p>
          ))}
        </div>
      </Numbers.Provider>
    </Labels.Provider>
  )
}
