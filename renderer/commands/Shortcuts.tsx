import { Search } from 'lucide-react'
import { useState } from 'react'
import { shell } from '../shell/store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Keys, keyWords } from '../ui/Kbd.tsx'
import { commandWords as words } from '../words/commands.ts'
import { type CommandGroup, useAllCommands } from './registry.ts'
import './commands.css'

const groups: readonly CommandGroup[] = [
  'Writing',
  'Citing',
  'Checking',
  'Reading',
  'Moving about',
  'Briefing',
  'Library',
]

/** Every shortcut that is known, by what it is for. */
export function Shortcuts() {
  const [filter, setFilter] = useState('')
  const needle = filter.trim().toLowerCase()
  const commands = useAllCommands().filter((command) => command.keys !== undefined && command.title !== '')
  const shown = groups
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
      <div className="keys-sheet">
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
      </div>
    </Dialog>
  )
}
