import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { Editor, Transforms } from 'slate'
import { ReactEditor, type RenderElementProps, useSelected } from 'slate-react'
import {
  type Figure as FigureBlock,
  isUndescribed,
  maxAlt,
  narrowestFigure,
  pictureAddress,
  widestFigure,
} from '../../shared/document/figure.ts'
import { Mark } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { figureWords as words } from '../words/figures.ts'
import { BlockMargin } from './BlockMargin.tsx'
import { useSession } from './context.ts'
import { changeFigure, type FigureChange, removeFigure } from './core/figures.ts'
import { replacePicture } from './figureActs.ts'
import { useKeyed } from './keyed.ts'

/** Step of the width by keys, in per cent of the text's width. */
const step = 5

/**
 * A picture with its caption, which is text like any other, and the fields that belong to it. The fields show while the
 * caret is in the caption; F2 goes to them and Esc back.
 */
export function Figure({ attributes, children, element }: RenderElementProps & { element: FigureBlock }) {
  const session = useSession()
  const { editor, readOnly } = session
  const selected = useSelected()
  const number = useKeyed(session.captions, element.id)
  const [missing, setMissing] = useState(false)
  const [dragged, setDragged] = useState<number | null>(null)
  const { sha256, width, height } = element.picture
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture may be there
  useEffect(() => setMissing(false), [sha256])

  const pathOf = () => ReactEditor.findPath(editor, element)
  const toCaption = (): void => {
    ReactEditor.focus(editor)
    Transforms.select(editor, Editor.end(editor, pathOf()))
  }
  const shown = dragged ?? element.width
  const isEmpty = Editor.isEmpty(editor, element)
  const undescribed = isUndescribed(element)
  const open = selected && !readOnly

  return (
    <figure
      {...attributes}
      className={`block figure${open ? ' figure-open' : ''}`}
      aria-label={words.name(number, element.alt, element.decorative === true)}
    >
      <BlockMargin block={element} />
      <div contentEditable={false} className="figure-frame">
        <div className="figure-picture" style={{ width: `${shown}%` }}>
          {missing ? (
            <div className="figure-missing" style={{ aspectRatio: `${width} / ${Math.min(height, width)}` }}>
              <b>{words.missing}</b>
              <span>{words.missingHint}</span>
            </div>
          ) : (
            // biome-ignore lint/a11y/useKeyWithClickEvents: arrows reach its caption as any line
            <img
              src={pictureAddress(sha256)}
              alt={element.alt}
              width={width}
              height={height}
              draggable={false}
              onClick={toCaption}
              onError={() => setMissing(true)}
            />
          )}
          {open && (
            <Grip
              width={shown}
              onDrag={setDragged}
              onDone={(next) => {
                setDragged(null)
                if (next !== element.width) changeFigure(editor, pathOf(), { width: next })
              }}
            />
          )}
        </div>
      </div>
      <figcaption className="figure-caption" data-empty={isEmpty ? words.caption : undefined}>
        {number !== undefined && (
          <span contentEditable={false} className="figure-label">
            {words.numbered(number)}.
          </span>
        )}
        <span className="figure-words">{children}</span>
      </figcaption>
      {open ? (
        <Fields element={element} pathOf={pathOf} onLeave={toCaption} />
      ) : (
        undescribed && (
          <div contentEditable={false} className="figure-need">
            <button type="button" className="figure-need-button" disabled={readOnly} onClick={toCaption}>
              <Mark name="stops" size={14} />
              {words.needed}
            </button>
          </div>
        )
      )}
    </figure>
  )
}

/** The edge of a picture, drawn with the mouse; by keys the width is a field. */
function Grip(props: { width: number; onDrag: (width: number) => void; onDone: (width: number) => void }) {
  const { width, onDrag, onDone } = props
  const widthAt = (event: PointerEvent<HTMLSpanElement>): number => {
    const frame = event.currentTarget.closest('.figure-frame')?.getBoundingClientRect()
    if (!frame || frame.width === 0) return width
    const per = ((event.clientX - frame.left) / frame.width) * 100
    return Math.min(widestFigure, Math.max(narrowestFigure, Math.round(per)))
  }
  return (
    <span
      className="figure-grip"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        onDrag(widthAt(event))
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(widthAt(event))
      }}
      onPointerUp={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onDone(widthAt(event))
      }}
    />
  )
}

function Fields(props: {
  element: FigureBlock
  pathOf: () => ReturnType<typeof ReactEditor.findPath>
  onLeave: () => void
}) {
  const { element, pathOf, onLeave } = props
  const { editor } = useSession()
  const [alt, setAlt] = useState(element.alt)
  /** The field whose changes are one undo until it is left. */
  const field = useRef<string | null>(null)
  // An undo, or another window's version: the field says what the document says.
  useEffect(() => setAlt(element.alt), [element.alt])

  const change = (name: string, change: FigureChange): void => {
    changeFigure(editor, pathOf(), change, field.current === name)
    field.current = name
  }
  const keyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    // The keys of the text are not the fields'.
    event.stopPropagation()
    const isField = event.target instanceof HTMLElement && event.target.matches('textarea')
    if (event.key !== 'Escape' && !(event.key === 'Enter' && isField && !event.nativeEvent.isComposing))
      return
    event.preventDefault()
    onLeave()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc and Enter of the fields in it
    <div
      contentEditable={false}
      className="figure-fields"
      onKeyDown={keyDown}
      onBlur={() => {
        field.current = null
      }}
    >
      <label className="figure-alt">
        <span>
          {words.description}
          {isUndescribed({ ...element, alt }) && (
            <em className="figure-needed">
              <Mark name="stops" size={12} />
              {words.needed}
            </em>
          )}
        </span>
        <textarea
          value={alt}
          rows={2}
          maxLength={maxAlt}
          placeholder={words.describeHint}
          disabled={element.decorative === true}
          onChange={(event) => {
            const next = event.target.value.replace(/\n/gu, ' ')
            setAlt(next)
            change('alt', { alt: next })
          }}
        />
      </label>
      <div className="figure-row">
        <label className="figure-decorative" title={words.decorativeHint}>
          <input
            type="checkbox"
            checked={element.decorative === true}
            onChange={(event) => changeFigure(editor, pathOf(), { decorative: event.target.checked })}
          />
          {words.decorative}
        </label>
        <label className="figure-width">
          {words.width}
          <input
            type="range"
            min={narrowestFigure}
            max={widestFigure}
            step={step}
            value={element.width}
            aria-valuetext={words.percent(element.width)}
            onChange={(event) => change('width', { width: Number(event.target.value) })}
          />
          <output>{words.percent(element.width)}</output>
        </label>
        <span className="figure-acts">
          <button
            type="button"
            className="button button-link button-small"
            aria-label={words.replaceLabel}
            onClick={() => void replacePicture(editor, pathOf)}
          >
            {words.replace}
          </button>
          <button
            type="button"
            className="button button-link button-small"
            aria-label={words.copyLabel}
            onClick={() => {
              // With nothing chosen in its caption, what is copied is the figure.
              onLeave()
              requestAnimationFrame(() => {
                if (document.execCommand('copy')) announce(words.copied)
              })
            }}
          >
            {words.copy}
          </button>
          <button
            type="button"
            className="button button-link button-small"
            aria-label={words.removeLabel}
            onClick={() => {
              removeFigure(editor, pathOf())
              ReactEditor.focus(editor)
            }}
          >
            {words.remove}
          </button>
        </span>
      </div>
    </div>
  )
}

/** Goes from the caption to the fields of its figure. */
export function openFields(editor: Editor, element: FigureBlock): boolean {
  const field = ReactEditor.toDOMNode(editor, element).querySelector<HTMLElement>(
    '.figure-alt textarea:not(:disabled), .figure-decorative input',
  )
  field?.focus()
  return field !== null
}
