import { useState } from 'react'
import { Editor, Element, Range, Transforms } from 'slate'
import { linkUrlSchema } from '../../shared/document/link.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import { editorWords as words } from '../words/editor.ts'
import { useSession } from './context.ts'

const linkAt = (editor: Editor) =>
  Editor.above(editor, { match: (node) => Element.isElement(node) && node.type === 'link' })

/** Sets, changes or removes the link of the selection. */
export function LinkDialog({ onClose }: { onClose: () => void }) {
  const { editor } = useSession()
  const present = linkAt(editor)?.[0]
  const [url, setUrl] = useState(present && 'url' in present ? String(present.url) : '')
  const [error, setError] = useState<string | undefined>()
  const apply = (): void => {
    const address = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/u.test(url.trim()) ? `mailto:${url.trim()}` : url.trim()
    if (!linkUrlSchema.safeParse(address).success) {
      setError(words.linkBad)
      return
    }
    onClose()
    const { selection } = editor
    if (!selection) return
    const link = linkAt(editor)
    if (link) Transforms.setNodes(editor, { url: address }, { at: link[1] })
    else if (Range.isCollapsed(selection)) {
      Transforms.insertNodes(editor, [
        { type: 'link', url: address, children: [{ text: address }] },
        { text: '' },
      ])
    } else
      Transforms.wrapNodes(
        editor,
        { type: 'link', url: address, children: [] },
        { split: true, at: selection },
      )
  }
  const remove = (): void => {
    onClose()
    const link = linkAt(editor)
    if (link) Transforms.unwrapNodes(editor, { at: link[1] })
  }
  return (
    <Dialog
      title={words.link}
      onClose={onClose}
      footer={
        <>
          <Button look="primary" onClick={apply}>
            {words.linkSet}
          </Button>
          {present && <Button onClick={remove}>{words.linkRemove}</Button>}
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <TextField
          label={words.linkAddress}
          hint={words.linkHint}
          error={error}
          value={url}
          onChange={setUrl}
          data-autofocus=""
        />
      </form>
    </Dialog>
  )
}
