import { Search } from 'lucide-react'
import { useState } from 'react'
import { commandGroups } from '../../shared/commands/entry.ts'
import { shell, useShell } from '../shell/store.ts'
import { setPreferences } from '../shell/theme.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { keyWords } from '../ui/Kbd.tsx'
import { announce } from '../ui/Live.tsx'
import { commandWords as words } from '../words/commands.ts'
import { KeysRow } from './KeysRow.tsx'
import { useAllCommands } from './registry.ts'
import { keylessOf, shownKeysOf } from './sheet.ts'
import './commands.css'

/** Every shortcut, by what it is for: of the open view as it registered them, of the others as they are written down. */
export function Shortcuts() {
  const preferences = useShell((state) => state.preferences)
  const [filter, setFilter] = useState('')
  const needle = filter.trim().toLowerCase()
  const registered = useAllCommands().filter((command) => command.keys !== undefined && command.title !== '')
  const known = new Set(registered.map((command) => command.id))
  const commands = [
    ...shownKeysOf(preferences).filter((entry) => !known.has(entry.id)),
    ...registered,
    ...(needle === '' ? [] : keylessOf(preferences)),
  ]
  const shown = commandGroups
    .map((group) => ({
      group,
      items: commands.filter(
        (command) =>
          command.group === group &&
          `${command.title} ${command.keys?.map(keyWords).join(' ')}`.toLowerCase().includes(needle),
      ),
    }))
    .filter(({ items }) => items.length > 0)
  return (
    <Dialog
      title={words.sheet}
      description={words.sheetDetail}
      size="keys"
      light
      onClose={() => shell().show(null)}
      beside={
        <label className="input-search keys-filter">
          <span className="visually-hidden">{words.filter}</span>
          <input
            type="text"
            className="input"
            placeholder={words.filter}
            data-autofocus=""
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
          <Icon of={Search} size={14} />
        </label>
      }
    >
      {Object.keys(preferences.ownKeys).length > 0 && (
        <p className="keys-reset">
          <Button
            size="small"
            onClick={() => {
              void setPreferences({ ownKeys: {} })
              announce(words.resetDone)
            }}
          >
            {words.resetAll}
          </Button>
        </p>
      )}
      {shown.length === 0 && <p>{words.noKeys}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the sheet scrolls, and keys have to reach it */}
      <section className="keys-sheet" aria-label={words.sheet} tabIndex={0}>
        {shown.map(({ group, items }) => (
          <section key={group} className="keys-group">
            <h3>{group}</h3>
            <dl>
              {items.map((command) => (
                <KeysRow key={command.id} command={{ ...command, keys: command.keys ?? [] }} />
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  )
}
