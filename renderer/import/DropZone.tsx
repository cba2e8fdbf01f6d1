import { FolderInput } from 'lucide-react'
import { useEffect, useState } from 'react'
import { takesText } from '../commands/keys.ts'
import { shell } from '../shell/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { importWords as words } from '../words/import.ts'
import { droppedFiles } from './dropped.ts'
import { importDropped, importFiles } from './importer.ts'
import { usePasted } from './pasted.ts'
import './import.css'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** Pictures over a text that can be written in: they become figures there, and the editor takes them. */
function isForEditor(event: DragEvent): boolean {
  const { target, dataTransfer } = event
  if (!(target instanceof Element) || dataTransfer === null) return false
  if (target.closest('.briefing-text[contenteditable="true"]') === null) return false
  const files = [...dataTransfer.items].filter(({ kind }) => kind === 'file')
  return files.length > 0 && files.every(({ type }) => type.startsWith('image/'))
}

/** Files dropped anywhere on the window are imported; so is what is pasted on a list of the library. */
export function DropZone() {
  const [over, setOver] = useState(false)

  useEffect(() => {
    /** How many elements the pointer is inside of: `dragleave` comes for each one it leaves. */
    let depth = 0
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      depth += 1
      setOver(!isForEditor(event))
    }
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
    }
    const onLeave = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      depth = 0
      setOver(false)
      if (isForEditor(event)) return
      event.preventDefault()
      event.stopPropagation()
      void importDropped(droppedFiles(event.dataTransfer))
    }
    const onPaste = (event: ClipboardEvent): void => {
      const { route, dialog } = shell()
      if (takesText(event.target) || dialog !== null || event.clipboardData === null) return
      if (route.name === 'briefing' || route.name === 'start') return
      const files = [...event.clipboardData.files]
      const text = event.clipboardData.getData('text/plain')
      if (files.length > 0) void importFiles(files)
      else if (text.trim() !== '') {
        usePasted.setState({ text, html: event.clipboardData.getData('text/html') })
        shell().show({ name: 'paste' })
      } else return
      event.preventDefault()
    }
    // In the capture phase: a dropped file must not become a picture or a link in the editor.
    window.addEventListener('dragenter', onEnter, true)
    window.addEventListener('dragover', onOver, true)
    window.addEventListener('dragleave', onLeave, true)
    window.addEventListener('drop', onDrop, true)
    document.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('dragenter', onEnter, true)
      window.removeEventListener('dragover', onOver, true)
      window.removeEventListener('dragleave', onLeave, true)
      window.removeEventListener('drop', onDrop, true)
      document.removeEventListener('paste', onPaste)
    }
  }, [])

  if (!over) return null
  return (
    <div className="drop-zone" aria-hidden="true">
      <div>
        <Icon of={FolderInput} size={32} />
        <b className="drop-words">{words.drop}</b>
        <p className="drop-detail">{words.dropDetail}</p>
      </div>
    </div>
  )
}
