import { Editor, Path, Transforms } from 'slate'
import { ReactEditor, type RenderElementProps, type RenderLeafProps } from 'slate-react'
import type { Block } from '../../shared/document/block.ts'
import type { Callout } from '../../shared/document/callout.ts'
import { calloutVariants } from '../../shared/document/callout.ts'
import { type Confidence, confidences, type Likelihood, likelihoods } from '../../shared/model/claim.ts'
import { announce } from '../ui/Live.tsx'
import { editorWords as words } from '../words/editor.ts'
import { BlockMargin } from './BlockMargin.tsx'
import { Chip } from './Chip.tsx'
import { ContentsBlock } from './ContentsBlock.tsx'
import { Commented } from './comments/Commented.tsx'
import { useSession } from './context.ts'
import { toggleCheck } from './core/lists.ts'
import { Figure } from './Figure.tsx'
import { useKeyed } from './keyed.ts'
import { Noted } from './Noted.tsx'
import { Quoted, QuotedBlock } from './Quoted.tsx'
import { Referred } from './Referred.tsx'
import { TableBlock, TableCaptionView, TableCellView, TableRowView } from './TableView.tsx'

/** The number of a key judgment, as the PDF has it. */
function JudgmentNumber({ id }: { id: string }) {
  const number = useKeyed(useSession().judgments, id)
  return (
    <span contentEditable={false} className="judgment-number">
      {number}
    </span>
  )
}

/** Likelihood and, apart from it, confidence of a key judgment. */
function JudgmentControls({ element }: { element: Callout }) {
  const { editor, readOnly } = useSession()
  const change = (part: Partial<Pick<Callout, 'likelihood' | 'confidence'>>): void => {
    const at = ReactEditor.findPath(editor, element)
    for (const [key, value] of Object.entries(part)) {
      if (value === undefined) Transforms.unsetNodes(editor, key as never, { at })
      else Transforms.setNodes(editor, { [key]: value } as never, { at })
    }
  }
  const steps = { low: 1, moderate: 2, high: 3 }
  return (
    <span contentEditable={false} className="judgment-controls">
      <label className={element.likelihood ? 'judgment-control' : 'judgment-control unset'}>
        <span className="visually-hidden">{words.likelihood}</span>
        <select
          value={element.likelihood ?? ''}
          disabled={readOnly}
          onChange={(event) =>
            change({ likelihood: (event.target.value || undefined) as Likelihood | undefined })
          }
        >
          <option value="">{words.likelihood}</option>
          {Object.entries(likelihoods).map(([term, [low, high]]) => (
            <option key={term} value={term}>{`${term}, ${low}–${high} %`}</option>
          ))}
        </select>
      </label>
      <label className={element.confidence ? 'judgment-control' : 'judgment-control unset'}>
        <span className="visually-hidden">{words.confidence}</span>
        {element.confidence && (
          <span className="confidence-squares" aria-hidden="true">
            {[1, 2, 3].map((step) => (
              <i key={step} className={step <= steps[element.confidence ?? 'low'] ? 'on' : ''} />
            ))}
          </span>
        )}
        <select
          value={element.confidence ?? ''}
          disabled={readOnly}
          onChange={(event) =>
            change({ confidence: (event.target.value || undefined) as Confidence | undefined })
          }
        >
          <option value="">{words.confidence}</option>
          {Object.entries(confidences).map(([level, word]) => (
            <option key={level} value={level}>{`${word} confidence`}</option>
          ))}
        </select>
      </label>
    </span>
  )
}

/** An item with a box; `Ctrl Enter` in its words ticks it, too. */
function CheckItem({ attributes, children, element, checked }: RenderElementProps & { checked: boolean }) {
  const { editor, readOnly } = useSession()
  const tick = (): void => {
    if (toggleCheck(editor, ReactEditor.findPath(editor, element))) announce(words.ticked(!checked))
  }
  return (
    <li {...attributes} className={checked ? 'check-item ticked' : 'check-item'}>
      <span contentEditable={false} className="check-box">
        <input
          type="checkbox"
          checked={checked}
          disabled={readOnly}
          tabIndex={-1}
          aria-label={words.box}
          onChange={tick}
        />
      </span>
      {children}
    </li>
  )
}

/** A divider or page break takes the caret after it when clicked. */
function VoidBlock({ attributes, children, element }: RenderElementProps) {
  const { editor } = useSession()
  const after = (): void => {
    const path = ReactEditor.findPath(editor, element)
    const next = Path.next(path)
    if (Editor.hasPath(editor, next)) Transforms.select(editor, Editor.start(editor, next))
  }
  return (
    <div {...attributes} className={`block block-${element.type}`}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: arrows reach it as any line */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div
        contentEditable={false}
        onClick={after}
        className="void-face"
        {...(element.type === 'divider' ? { role: 'separator' } : {})}
      >
        {element.type === 'page-break' && words.pageBreak}
        {element.type === 'unknown' && 'A block made by a newer Attest. It is kept as it is.'}
      </div>
      {children}
    </div>
  )
}

/** What is suggested for an element stands on what is drawn for it. */
function withSuggestion(props: RenderElementProps): RenderElementProps {
  const { element, attributes } = props
  const own =
    'suggested' in element && element.suggested
      ? element.suggested.act
      : 'deleted' in element && element.deleted
        ? 'out'
        : 'inserted' in element && element.inserted
          ? 'in'
          : null
  if (own === null) return props
  return { ...props, attributes: { ...attributes, 'data-suggested': own } as typeof attributes }
}

/** Draws one element; stable, so that Slate renders only what changed. */
export function renderElement(given: RenderElementProps) {
  const props = withSuggestion(given)
  const { attributes, children, element } = props
  switch (element.type) {
    case 'citation':
      return <Chip {...props} element={element} />
    case 'quotation':
      return <Quoted {...props} element={element} />
    case 'reference':
      return <Referred {...props} element={element} />
    case 'footnote':
      return <Noted {...props} element={element} />
    case 'link':
      return (
        <a
          {...attributes}
          href={element.url}
          title={element.url}
          className="text-link"
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </a>
      )
    case 'paragraph':
      return <Paragraph {...props} />
    case 'heading': {
      const Tag = `h${Math.min(6, element.level + 1)}` as 'h2'
      return (
        <Tag {...attributes} className={`block heading heading-${element.level}`}>
          <BlockMargin block={element} />
          {children}
        </Tag>
      )
    }
    case 'list': {
      const Tag = element.ordered ? 'ol' : 'ul'
      return (
        // A list holds items only, so its marking is drawn from the attribute.
        <Tag {...attributes} className="block list" data-portion={element.mark}>
          {children}
        </Tag>
      )
    }
    case 'list-item':
      return element.checked === undefined ? (
        <li {...attributes}>{children}</li>
      ) : (
        <CheckItem {...props} checked={element.checked} />
      )
    case 'callout':
      return (
        // biome-ignore lint/a11y/useSemanticElements: a set of fields is something else
        <div
          role="group"
          {...attributes}
          className={`block callout callout-${element.variant}`}
          aria-label={element.title || calloutVariants[element.variant]}
        >
          <BlockMargin block={element} />
          {element.variant === 'key-judgment' && <JudgmentNumber id={element.id} />}
          {element.variant !== 'key-judgment' && (
            <span contentEditable={false} className="callout-title">
              {element.title || calloutVariants[element.variant]}
            </span>
          )}
          <div className="callout-text">{children}</div>
          {element.variant === 'key-judgment' && <JudgmentControls element={element} />}
        </div>
      )
    case 'quotation-block':
      return <QuotedBlock {...props} element={element} gutters={<BlockMargin block={element} />} />
    case 'code-block':
      return (
        <pre {...attributes} className="block code-block" spellCheck={false}>
          <BlockMargin block={element} />
          <code>{children}</code>
        </pre>
      )
    case 'contents':
      return <ContentsBlock {...props} element={element} />
    case 'figure':
      return <Figure {...props} element={element} />
    case 'table':
      return <TableBlock {...props} element={element} />
    case 'table-caption':
      return <TableCaptionView {...props} element={element} />
    case 'table-row':
      return <TableRowView {...props} element={element} />
    case 'table-cell':
      return <TableCellView {...props} element={element} />
    case 'divider':
    case 'page-break':
    case 'unknown':
      return <VoidBlock {...props} />
  }
}

/** A paragraph at the top has margins; one in a list or callout leaves them to its block. */
function Paragraph({ attributes, children, element }: RenderElementProps) {
  return (
    <p {...attributes} className="block prose">
      <BlockMargin block={element as Block} />
      {children}
    </p>
  )
}

/** Draws one run of text; stable for the same reason. */
export function renderLeaf({ attributes, children, leaf }: RenderLeafProps) {
  let marked = children
  if (leaf.code) marked = <code>{marked}</code>
  if (leaf.bold) marked = <strong>{marked}</strong>
  if (leaf.italic) marked = <em>{marked}</em>
  if (leaf.underline) marked = <u>{marked}</u>
  if (leaf.strike) marked = <s>{marked}</s>
  if (leaf.superscript) marked = <sup>{marked}</sup>
  if (leaf.subscript) marked = <sub>{marked}</sub>
  if (leaf.highlight) marked = <mark className="pencil">{marked}</mark>
  if (leaf.inserted) marked = <ins>{marked}</ins>
  if (leaf.deleted) marked = <del>{marked}</del>
  if (leaf.comments) marked = <Commented ids={leaf.comments}>{marked}</Commented>
  return <span {...attributes}>{marked}</span>
}
