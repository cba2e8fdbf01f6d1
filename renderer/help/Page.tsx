import type { ReactNode } from 'react'
import type { GuideBlock, GuideInline } from './guide.ts'

type Go = (page: string, heading: string) => void

function Inline({ of, go }: { of: GuideInline; go: Go }): ReactNode {
  if (typeof of === 'string') return of
  switch (of.type) {
    case 'strong':
      return (
        <strong>
          <Inlines of={of.children} go={go} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Inlines of={of.children} go={go} />
        </em>
      )
    case 'code':
      return <code>{of.text}</code>
    case 'link':
      return (
        <button type="button" className="help-link" onClick={() => go(of.page, of.heading)}>
          <Inlines of={of.children} go={go} />
        </button>
      )
    // Attest opens nothing outside: the address can be read and copied.
    case 'address':
      return (
        <>
          <Inlines of={of.children} go={go} /> (<code>{of.address}</code>)
        </>
      )
  }
}

const Inlines = ({ of, go }: { of: readonly GuideInline[]; go: Go }): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
  of.map((child, at) => <Inline key={at} of={child} go={go} />)

/** Blocks of a page of help. */
export const Blocks = ({ of, go }: { of: readonly GuideBlock[]; go: Go }): ReactNode =>
  // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
  of.map((block, at) => <Block key={at} of={block} go={go} />)

function Block({ of, go }: { of: GuideBlock; go: Go }): ReactNode {
  switch (of.type) {
    case 'heading': {
      // The page's title is the h3 of the dialog.
      const Tag = of.level <= 2 ? 'h4' : 'h5'
      return (
        <Tag id={`help-${of.id}`} tabIndex={-1}>
          <Inlines of={of.children} go={go} />
        </Tag>
      )
    }
    case 'paragraph':
      return (
        <p>
          <Inlines of={of.children} go={go} />
        </p>
      )
    case 'list': {
      const Tag = of.ordered ? 'ol' : 'ul'
      return (
        <Tag>
          {of.items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
            <li key={at}>
              <Blocks of={item} go={go} />
            </li>
          ))}
        </Tag>
      )
    }
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, and keys have to reach them
        <pre tabIndex={0}>
          <code>{of.text}</code>
        </pre>
      )
    case 'quote':
      return (
        <blockquote>
          <Blocks of={of.blocks} go={go} />
        </blockquote>
      )
    case 'table':
      return <Table head={of.head} rows={of.rows} go={go} />
  }
}

function Table({
  head,
  rows,
  go,
}: {
  head: readonly (readonly GuideInline[])[]
  rows: readonly (readonly (readonly GuideInline[])[])[]
  go: Go
}) {
  const named = head.some((cell) => cell.length > 0)
  return (
    <table>
      {named && (
        <thead>
          <tr>
            {head.map((cell, at) =>
              cell.length > 0 ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
                <th key={at} scope="col">
                  <Inlines of={cell} go={go} />
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
                <td key={at} />
              ),
            )}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
          <tr key={at}>
            {row.map((cell, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a page never changes
              <td key={place}>
                <Inlines of={cell} go={go} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
