import { useState } from 'react'
import { allText } from '../../shared/document/walk.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import { client } from '../bridge.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { toast } from '../ui/Toast.tsx'
import { editorWords as words } from '../words/editor.ts'
import { saveElsewhere } from './rescue.ts'
import type { BriefingSession } from './session.ts'

/** Says why the text is not saved, above it, with the ways on; nothing while saving works. */
export function SaveError({ session }: { session: BriefingSession }) {
  const save = session.state((state) => state.save)
  /** Why it could not be written elsewhere either. */
  const [failed, setFailed] = useState<ErrorValue | null>(null)
  if (save.name !== 'failed') return null

  const reload = async (): Promise<void> => {
    const result = await client.call('briefings.open', { id: session.id })
    if (result.ok) session.replace(result.value.briefing)
  }
  const keepMine = async (): Promise<void> => {
    const result = await client.call('briefings.open', { id: session.id })
    if (!result.ok) return
    await client.call('versions.name', { briefingId: session.id, name: words.beforeMine })
    session.adopt(result.value.briefing)
    await session.autosave.flush()
  }
  const copyText = async (): Promise<void> => {
    await navigator.clipboard.writeText(session.blocks.map(allText).join('\n\n'))
    toast(words.copied)
  }

  const elsewhere = async (): Promise<void> => setFailed(await saveElsewhere(session))

  return (
    <>
      <ErrorBar error={save.error}>
        {save.conflict ? (
          <>
            <Button look="primary" size="small" onClick={() => void keepMine()}>
              {words.keepMine}
            </Button>
            <Button size="small" onClick={() => void reload()}>
              {words.reload}
            </Button>
          </>
        ) : (
          <Button look="primary" size="small" onClick={() => void session.autosave.flush()}>
            {words.tryAgain}
          </Button>
        )}
        <Button size="small" title="Ctrl Shift S" onClick={() => void elsewhere()}>
          {words.elsewhere.title}
        </Button>
        <Button size="small" onClick={() => void copyText()}>
          {words.copyText}
        </Button>
      </ErrorBar>
      {failed !== null && <ErrorBar error={failed} />}
    </>
  )
}
