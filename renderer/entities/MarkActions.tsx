import { BookOpen, Link, Pencil, Quote, Trash2 } from 'lucide-react'
import type { Target } from '../../shared/model/identity.ts'
import { shell, useShell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { libraryWords as words } from '../words/library.ts'
import { copyLink } from './link.ts'

/** What can be done with a shown claim or quote. */
export function MarkActions(props: {
  target: Target
  /** Goes to the passage; left out where it is already in sight. */
  onOpen?: () => void
  onEdit: () => void
  onRemove: () => void
}) {
  const briefing = useShell((state) => state.openBriefing)
  return (
    <div className="inspector-foot">
      {props.onOpen !== undefined && (
        <Button icon={<Icon of={BookOpen} />} onClick={props.onOpen}>
          {words.openInReader}
        </Button>
      )}
      {briefing !== null && (
        <Button
          icon={<Icon of={Quote} size={14} />}
          title={briefing.subject}
          onClick={() => shell().cite(props.target)}
          {...(props.onOpen === undefined ? { keys: 'U' } : {})}
        >
          {props.onOpen === undefined ? words.useInBriefing : words.use}
        </Button>
      )}
      <div className="grow" />
      <IconButton label={words.copyLink} icon={Link} onClick={() => void copyLink(props.target)} />
      <IconButton label={words.edit} icon={Pencil} onClick={props.onEdit} />
      <IconButton label={words.remove} icon={Trash2} onClick={props.onRemove} />
    </div>
  )
}
