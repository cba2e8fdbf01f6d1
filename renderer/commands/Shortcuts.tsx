import { Search } from 'lucide-react'
import { useState } from 'react'
import { commandGroups } from '../../shared/commands/entry.ts'
import { shell, useShell } from '../shell/store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Keys, keyWords } from '../ui/Kbd.tsx'
import { commandWords as words } from '../words/commands.ts'
import { useAllCommands } from './registry.ts'
import { shownKeysOf } from './sheet.ts'
import './commands.css'

/** Every shortcut, by what it is for: of the open view as it registered them, of the others as they are written down. */
export function Shortcuts() {
  const keyMap = useShell((state) => state.preferences.keyMap)
  const [filter, setFilter] = useState('')
  const needle = filter.trim().toLowerCase()
  const registered = useAllCommands().filter((command) => command.keys !== undefined && command.title !== '')
  const known = new Set(registered.map((command) => command.id))
  const commands = [...shownKeysOf(keyMap).filter((entry) => !known.has(entry.id)), ...registered]
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
      {shown.length === 0 && <p>{words.noKeys}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the sheet scrolls, and keys have to reach it */}
      <section className="keys-sheet" aria-label={words.sheet} tabIndex={0}>
        {shown.map(({ group, items }) => (
          <section key={group} className="keys-group">
            <h3>{group}</h3>
            <dl>
              {items.map((command) => (
                <div key={command.id} className="keys-row">
                  <dt>{command.title}</dt>
                  <dd>
                    {command.keys?.map((keys) => (
                      <Keys key={keys} of={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  )
}
