import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { maxCommentLength } from '../../../shared/model/comment.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/Field.tsx'
import { commentWords as words } from '../../words/comments.ts'

/** A field for the words of a comment, which takes the focus: Ctrl+Enter keeps them, Esc does not. */
export function CommentForm(props: {
  label: string
  act: string
  first?: string
  hint?: string
  /** Fulfilled with whether the words were kept: they stay in the field otherwise. */
  onKeep: (body: string) => Promise<boolean>
  onCancel: () => void
}) {
  const { label, act, first = '', hint, onKeep, onCancel } = props
  const [body, setBody] = useState(first)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(first.length, first.length)
    field.current?.scrollIntoView({ block: 'nearest' })
  }, [first])
  const keep = async (): Promise<void> => {
    if (busy || body.trim() === '') return
    setBusy(true)
    const kept = await onKeep(body)
    if (!kept) setBusy(false)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onCancel()
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void keep()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <form
      className="comment-form"
      onSubmit={(event) => {
        event.preventDefault()
        void keep()
      }}
    >
      <TextArea
        ref={field}
        label={label}
        value={body}
        maxLength={maxCommentLength}
        onChange={setBody}
        onKeyDown={press}
        {...(hint === undefined ? {} : { hint })}
      />
      <div className="comment-form-acts">
        <Button
          type="submit"
          look="primary"
          size="small"
          disabled={body.trim() === ''}
          aria-disabled={busy || undefined}
        >
          {act}
        </Button>
        <Button size="small" look="ghost" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
