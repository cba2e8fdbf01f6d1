import { X } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef } from 'react'
import type { CitedEntity } from '../../shared/document/evidence.ts'
import { useOperation } from '../bridge.ts'
import { ReaderText } from '../reader/text.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { panelWords } from '../words/panels.ts'
import { openPassage } from './Evidence.tsx'

const words = panelWords.source

/** The text of a cited source beside the memo, at the passage. */
export function Beside({ entity, onClose }: { entity: CitedEntity; onClose: () => void }) {
  const { source, snapshot, passage } = entity
  const reading = useOperation('sources.read', { sourceId: source.id, snapshotId: snapshot.id })
  const text = useMemo(() => (reading.value ? new ReaderText(reading.value.text) : null), [reading.value])
  const sheet = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (text) sheet.current?.querySelector('mark')?.scrollIntoView({ block: 'center' })
  }, [text])
  return (
    <div className="beside">
      <div className="beside-head">
        <b>{source.title || words.noTitle}</b>
        <Button look="ghost" size="small" icon={<Icon of={X} size={14} />} onClick={onClose}>
          {words.besideClose}
        </Button>
      </div>
      {reading.error && <ErrorBar error={reading.error} />}
      <section
        ref={sheet}
        className="sheet beside-text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys have to reach it
        tabIndex={0}
        aria-label={words.besideText}
        lang={reading.value?.source.language || undefined}
        dir="auto"
      >
        {text?.paragraphs.map(({ index, start, end }) => {
          const from = passage ? Math.max(start, passage.start) : end
          const to = passage ? Math.min(end, passage.end) : end
          return (
            <p key={index} className="passage">
              {from < to ? (
                <>
                  {text.slice(start, from)}
                  <mark>{text.slice(from, to)}</mark>
                  {text.slice(to, end)}
                </>
              ) : (
                text.slice(start, end)
              )}
            </p>
          )
        })}
      </section>
      <div className="passage-foot">
        <span />
        <Button look="link" size="small" onClick={() => openPassage(entity)}>
          {words.openInReader}
        </Button>
      </div>
    </div>
  )
}
