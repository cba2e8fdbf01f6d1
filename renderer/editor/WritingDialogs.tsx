import { ExportDialog } from './ExportDialog.tsx'
import { CharacterDialog, ReferenceDialog } from './InsertDialogs.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { StatisticsDialog } from './StatisticsDialog.tsx'
import type { BriefingSession } from './session.ts'
import { goToNode } from './useFindings.ts'
import { NameVersionDialog, VersionsDialog } from './Versions.tsx'

/** What is open over the writing screen; finding and replacing are a bar on it. */
export type Open =
  | 'link'
  | 'versions'
  | 'name'
  | 'export'
  | 'find'
  | 'replace'
  | 'statistics'
  | 'reference'
  | 'character'
  | null

interface WritingDialogsProps {
  readonly open: Open
  readonly session: BriefingSession
  onClose(): void
}

/** The dialog that is open over the writing screen. */
export function WritingDialogs({ open, session, onClose }: WritingDialogsProps) {
  switch (open) {
    case 'statistics':
      return <StatisticsDialog onClose={onClose} onShow={(block) => goToNode(session.editor, block)} />
    case 'reference':
      return <ReferenceDialog onClose={onClose} />
    case 'character':
      return <CharacterDialog onClose={onClose} />
    case 'link':
      return <LinkDialog onClose={onClose} />
    case 'versions':
      return <VersionsDialog session={session} onClose={onClose} />
    case 'name':
      return <NameVersionDialog session={session} onClose={onClose} />
    case 'export':
      return <ExportDialog session={session} onClose={onClose} />
    default:
      return null
  }
}
