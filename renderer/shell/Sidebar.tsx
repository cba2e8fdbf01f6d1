import { PencilLine, Plus, Search } from 'lucide-react'
import { useOperation } from '../bridge.ts'
import { runCommand } from '../commands/registry.ts'
import { Icon, Mark } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { droppedTarget } from '../ui/targetDrag.ts'
import { useSpring } from '../ui/useSpring.ts'
import { shellWords as words } from '../words/shell.ts'
import { slotRef } from './slots.tsx'
import { type ListName, shell, useShell } from './store.ts'

const lists = [
  { name: 'sources', mark: 'source' },
  { name: 'claims', mark: 'claim' },
  { name: 'quotes', mark: 'quote' },
  { name: 'speakers', mark: 'person' },
] as const satisfies readonly { name: ListName; mark: string }[]

/** Library, briefings, and in the lower half what belongs to the open view. */
export function Sidebar() {
  const route = useShell((state) => state.route)
  const counts = useShell((state) => state.library?.counts)
  const briefings = useOperation('briefings.list', {}, ['briefing'])
  const spring = useSpring()
  const current = route.name === 'reader' ? 'sources' : route.name
  return (
    <nav className="sidebar surface-chrome" data-region="sidebar" tabIndex={-1} aria-label={words.sidebar}>
      <button type="button" className="sidebar-find" onClick={() => runCommand('palette')}>
        <Icon of={Search} size={14} />
        <span>{words.findOrDo}</span>
        <Keys of="Mod+K" />
      </button>
      <h2 className="sidebar-heading">{words.library}</h2>
      {lists.map(({ name, mark }) => (
        <button
          key={name}
          type="button"
          className="sidebar-item"
          aria-current={current === name ? 'page' : undefined}
          onClick={() => shell().go({ name })}
        >
          <Mark name={mark} />
          <span className="ellipsis">{words.lists[name]}</span>
          <span className="sidebar-count">{counts?.[name].toLocaleString('en-GB') ?? ''}</span>
        </button>
      ))}
      <div className="sidebar-heading">
        <h2 className="grow">{words.briefings}</h2>
        <IconButton
          label={words.newBriefing}
          icon={Plus}
          size="small"
          onClick={() => runCommand('briefing.new')}
        />
      </div>
      <div className="sidebar-briefings">
        {briefings.value?.items.map((briefing) => {
          const open = (): void => shell().go({ name: 'briefing', briefingId: briefing.id })
          const isShown = route.name === 'briefing' && route.briefingId === briefing.id
          const { end, ...over } = spring(briefing.id, isShown ? () => undefined : open)
          return (
            <button
              key={briefing.id}
              type="button"
              className="sidebar-item"
              title={briefing.header.subject}
              aria-current={isShown ? 'page' : undefined}
              onClick={open}
              {...over}
              onDrop={(event) => {
                end()
                const target = droppedTarget(event)
                if (!target) return
                event.preventDefault()
                shell().setOpenBriefing({ id: briefing.id, subject: briefing.header.subject })
                shell().cite(target)
              }}
            >
              <Icon of={PencilLine} />
              <span className="ellipsis">{briefing.header.subject || words.untitled}</span>
            </button>
          )
        })}
        {briefings.value?.items.length === 0 && <p className="sidebar-nothing">{words.noBriefings}</p>}
      </div>
      <div className="sidebar-split" />
      <div className="sidebar-lower" ref={slotRef('lower')} />
    </nav>
  )
}
