import { useState } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'
import { shell, useShell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { editorWords } from '../words/editor.ts'
import { leaving } from './leaving.ts'
import { saveElsewhere } from './rescue.ts'
import type { BriefingSession } from './session.ts'
import type { Unsaved } from './unsaved.ts'

const words = editorWords.left

function Left({ session, error }: Unsaved<BriefingSession>) {
  const subject = session.state((state) => state.header.subject)
  const library = useShell((state) => state.library?.id ?? null)
  const [failed, setFailed] = useState<ErrorValue | null>(null)
  const [wasSaved, setWasSaved] = useState(false)
  const elsewhere = async (): Promise<void> => {
    const trouble = await saveElsewhere(session)
    setFailed(trouble)
    if (trouble === null) setWasSaved(true)
  }
  const { message, hint } = failed ?? {
    message: `${words.message(subject)} ${error.message}`,
    hint: words.hint,
  }
  return (
    <ErrorBar error={{ message, hint }}>
      {library === session.libraryId && (
        <Button
          look="primary"
          size="small"
          onClick={() => shell().go({ name: 'briefing', briefingId: session.id })}
        >
          {words.back}
        </Button>
      )}
      <Button size="small" onClick={() => void elsewhere()}>
        {editorWords.elsewhere.title}
      </Button>
      {wasSaved && (
        <Button size="small" onClick={() => leaving.drop(session)}>
          {words.drop}
        </Button>
      )}
    </ErrorBar>
  )
}

/** Briefings that were left while their last words could not be saved: said on every page until they are. */
export function UnsavedNotice() {
  const items = leaving.store((state) => state.items)
  if (items.length === 0) return null
  return (
    <section className="unsaved-notice" aria-label={words.label}>
      {items.map((item) => (
        <Left key={item.session.id} {...item} />
      ))}
    </section>
  )
}
