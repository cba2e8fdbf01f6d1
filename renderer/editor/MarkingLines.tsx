import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Header } from '../../shared/document/header.ts'
import { portionsOf } from '../../shared/document/portions.ts'
import { handlingsOf, highestLevel, levelsOf, rankOfBanner } from '../../shared/model/marking.ts'
import { useMarkings } from '../markings/store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../ui/Menu.tsx'
import { markingWords as words } from '../words/markings.ts'
import { useSession } from './context.ts'
import { Growing } from './Growing.tsx'

/** The banner of a briefing: its marking, how it may be passed on, and a menu of the library's list for both. */
export function MarkingLines({
  header,
  change,
}: {
  header: Header
  change: (part: Partial<Header>) => void
}) {
  const session = useSession()
  const { readOnly } = session
  const markings = useMarkings()
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const { marking, handling = '' } = header
  const levels = levelsOf(markings)
  const rank = rankOfBanner(levels, marking)
  const entries: MenuEntry[] = [
    { id: 'markings', label: words.marking },
    ...levels.map(({ name }, at) => ({
      id: name,
      title: name,
      checked: at === rank,
      run: () => change({ marking: name }),
    })),
    { id: 'no-marking', title: words.none, checked: marking === '', run: () => change({ marking: '' }) },
    { id: 'handlings', label: words.handling },
    ...handlingsOf(markings).map(({ name }) => ({
      id: name,
      title: name,
      checked: handling === name,
      run: () => change({ handling: name }),
    })),
    {
      id: 'no-handling',
      title: words.none,
      checked: handling === '',
      run: () => change({ handling: undefined }),
    },
    { id: 's', separator: true },
    {
      id: 'distribution',
      title: words.distributionLine,
      checked: header.distribution !== undefined,
      run: () => change({ distribution: header.distribution === undefined ? '' : undefined }),
    },
  ]
  return (
    <div className="memo-banners">
      <Growing
        className="memo-banner"
        label={words.marking}
        value={marking}
        placeholder={words.marking}
        readOnly={readOnly}
        onChange={(next) => change({ marking: next })}
      />
      {handling !== '' && (
        <Growing
          className="memo-banner"
          label={words.handling}
          value={handling}
          readOnly={readOnly}
          onChange={(next) => change({ handling: next || undefined })}
        />
      )}
      {!readOnly && (
        <IconButton
          ref={anchor}
          size="small"
          className="memo-choose"
          icon={ChevronDown}
          label={words.choose}
          aria-haspopup="menu"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      )}
      {open && (
        <Menu
          anchor={anchor}
          label={words.choose}
          align="end"
          entries={entries}
          onClose={() => setOpen(false)}
        />
      )}
      <Due header={header} change={change} />
    </div>
  )
}

/** Where the checks found that the portions come to another marking: says to which, and writes it when asked. */
function Due({ header, change }: { header: Header; change: (part: Partial<Header>) => void }) {
  const session = useSession()
  const markings = useMarkings()
  const disagrees = session.state((state) =>
    state.findings.some(({ check, severity }) => check === 'marking-disagrees' && severity === 'settle'),
  )
  if (!disagrees) return null
  const level = highestLevel(markings, session.blocks.flatMap(portionsOf))
  const levels = levelsOf(markings)
  if (level === null || rankOfBanner(levels, header.marking) === levels.indexOf(level)) return null
  const use = (): void => {
    // What stands behind the level is about something else, and stays.
    const known = rankOfBanner(levels, header.marking) >= 0
    const [, ...caveats] = known ? header.marking.split('//') : []
    change({ marking: [level.name, ...caveats].join('//') })
  }
  return (
    <p className="memo-due" role="status">
      {words.due(level.name)}
      {!session.readOnly && (
        <button type="button" className="button button-link button-small" onClick={use}>
          {words.use(level.name)}
        </button>
      )}
    </p>
  )
}
