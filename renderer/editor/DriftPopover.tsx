import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { targetKey } from '../../shared/document/evidence.ts'
import type { Id } from '../../shared/model/identity.ts'
import { Button } from '../ui/Button.tsx'
import { dateWords } from '../ui/format.ts'
import { Mark } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { editorWords } from '../words/editor.ts'
import { useSession } from './context.ts'
import { findNode, makeParaphrase, markedWords, setWords, sourceWords } from './core/citing.ts'
import { useHanging } from './hanging.ts'
import { useKeyed } from './keyed.ts'

const words = editorWords.drift

/** Restores the source's words, marks the differences, or lets the words be the analyst's own. */
export function useDriftActs() {
  const session = useSession()
  const { editor } = session
  return {
    restore: (id: Id): void => {
      const found = findNode(editor, id)?.[0]
      if (!found || (found.type !== 'quotation' && found.type !== 'quotation-block')) return
      const entity = session.entity(found.target)
      if (entity) setWords(editor, id, sourceWords(session.verdicts.get(id), entity))
      void session.verify()
    },
    mark: (id: Id): void => {
      // The verdict may be of words from before the last keys: a difference of those would undo them.
      void session.verify().then(() => {
        const { verdict, diff } = session.verdicts.get(id) ?? {}
        if (verdict === 'altered' && diff) setWords(editor, id, markedWords(diff))
        return session.verify()
      })
    },
    paraphrase: (id: Id): void => makeParaphrase(editor, id),
  }
}

/** Under a quotation that no longer stands in its source: what differs, and what can be done. */
export function DriftPopover({ id, onDone, onNext }: { id: Id; onDone: () => void; onNext: () => void }) {
  const session = useSession()
  const acts = useDriftActs()
  const verification = useKeyed(session.verdicts, id)
  const node = findNode(session.editor, id)?.[0]
  const target = node && (node.type === 'quotation' || node.type === 'quotation-block') ? node.target : null
  const entity = useKeyed(session.entities, target ? targetKey(target) : '')
  const surface = useRef<HTMLDivElement>(null)
  const style = useHanging(
    id,
    surface,
    { width: 560, left: (_, page) => (page?.left ?? 0) + 96, clear: 'block' },
    verification,
  )

  const says = verification ? editorWords.verdict(verification, false) : ''
  useEffect(() => {
    if (says) announce(`${editorWords.quotationOf}, ${says}`)
  }, [says])

  if (!verification || !entity) return null
  const { verdict, diff, lost } = verification
  if (verdict !== 'altered' && verdict !== 'absent' && verdict !== 'ambiguous') return null
  const done = (act: () => void) => (): void => {
    act()
    onDone()
  }
  const title =
    verdict === 'altered'
      ? words.altered(verification)
      : verdict === 'absent'
        ? words.absent
        : words.ambiguous
  const where = [
    entity.speaker?.name,
    entity.source.publisher || entity.source.title,
    entity.source.issuedAsPrinted || dateWords(entity.source.issued),
  ]
    .filter(Boolean)
    .join(', ')
  const restore = done(() => acts.restore(id))
  const paraphrase = done(() => acts.paraphrase(id))
  const marked = diff && verdict === 'altered' ? markedWords(diff) : null
  return createPortal(
    <section
      ref={surface}
      className="drift"
      aria-label={words.label}
      style={style}
      onKeyDown={(event) => {
        const key = event.key.toLowerCase()
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (key === 'r') restore()
        else if (key === 'm' && marked) done(() => acts.mark(id))()
        else if (key === 'p') paraphrase()
        else if (key === 'escape') onDone()
        else if (key === 'f8') onNext()
        else return
        event.preventDefault()
      }}
    >
      <header>
        <Mark name={verdict === 'ambiguous' ? 'unchecked' : verdict} size={20} />
        <div>
          <b>{lost?.[0] ? `${title}: ${words.lost(lost[0].words)}` : title}</b>
          <p>{where}</p>
        </div>
      </header>
      {verdict === 'altered' && diff ? (
        <dl className="comparison">
          <dt>{words.source}</dt>
          <dd>
            {diff.map((part, at) =>
              part.kind === 'memo' ? null : part.kind === 'source' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
                <ins key={at}>{part.text}</ins>
              ) : (
                part.text
              ),
            )}
          </dd>
          <dt>{words.memo}</dt>
          <dd>
            {diff.map((part, at) =>
              part.kind === 'source' ? null : part.kind === 'memo' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
                <del key={at}>{part.text}</del>
              ) : (
                part.text
              ),
            )}
          </dd>
        </dl>
      ) : (
        <p className="drift-note">{verdict === 'absent' ? words.absentText : words.ambiguousText}</p>
      )}
      <div className="drift-acts">
        <Button look="primary" onClick={restore} keys="R">
          {words.restore}
        </Button>
        {marked && (
          <Button onClick={done(() => acts.mark(id))} keys="M">
            {words.mark}
          </Button>
        )}
        <Button onClick={paraphrase} keys="P">
          {words.paraphrase}
        </Button>
      </div>
      <footer>
        <span>
          <kbd>F8</kbd> {words.next}
        </span>
        {marked && (
          <span className="drift-marks">
            {words.marks(marked.length > 90 ? `${marked.slice(0, 88)}…` : marked)}
          </span>
        )}
      </footer>
    </section>,
    document.body,
  )
}
