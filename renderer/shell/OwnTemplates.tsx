import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { OwnTemplateRow } from '../../shared/contract/templates.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { announce } from '../ui/Live.tsx'
import { templateWords as words } from '../words/templates.ts'
import { shell } from './store.ts'

/** The library's own templates in the dialog of a new briefing: chosen, renamed and removed. */
export function OwnTemplates({
  items,
  chosen,
  onChoose,
  onChanged,
}: {
  items: readonly OwnTemplateRow[]
  chosen: Id | null
  onChoose: (id: Id | null) => void
  onChanged: () => void
}) {
  const [renamed, setRenamed] = useState<{ readonly id: Id; readonly name: string } | null>(null)
  const rename = async (): Promise<void> => {
    if (!renamed || renamed.name.trim() === '') return
    const result = await client.call('templates.rename', { id: renamed.id, name: renamed.name.trim() })
    if (!result.ok) shell().setTrouble(result.error)
    setRenamed(null)
    onChanged()
  }
  const remove = async ({ id, name }: OwnTemplateRow): Promise<void> => {
    const result = await client.call('templates.remove', { id })
    if (result.ok) announce(words.removed(name))
    else shell().setTrouble(result.error)
    if (chosen === id) onChoose(null)
    onChanged()
  }
  if (items.length === 0) return null
  return (
    <>
      <span className="field-label">{words.own}</span>
      {items.map((item) =>
        renamed?.id === item.id ? (
          <div key={item.id} className="template">
            <input
              className="input template-name"
              aria-label={words.name}
              // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that had the focus
              autoFocus
              maxLength={100}
              value={renamed.name}
              onChange={(event) => setRenamed({ id: item.id, name: event.target.value })}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault()
                  void rename()
                } else if (event.key === 'Escape') {
                  event.preventDefault()
                  event.stopPropagation()
                  setRenamed(null)
                }
              }}
            />
            <Button size="small" onClick={() => void rename()}>
              {words.renameIt}
            </Button>
          </div>
        ) : (
          <div key={item.id} className="template-row">
            <label className="template">
              <input
                type="radio"
                name="template"
                value={item.id}
                checked={chosen === item.id}
                onChange={() => onChoose(item.id)}
              />
              <span>
                <b>{item.name}</b>
                <span>{words.headings(item.headings)}</span>
              </span>
            </label>
            <IconButton
              size="small"
              icon={Pencil}
              label={words.rename(item.name)}
              onClick={() => setRenamed({ id: item.id, name: item.name })}
            />
            <IconButton
              size="small"
              icon={Trash2}
              label={words.remove(item.name)}
              onClick={() => void remove(item)}
            />
          </div>
        ),
      )}
    </>
  )
}
