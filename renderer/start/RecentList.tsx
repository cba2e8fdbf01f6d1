import { FileX2, History, LibraryBig } from 'lucide-react'
import { useId } from 'react'
import type { RecentLibrary } from '../../shared/contract/library.ts'
import { client } from '../bridge.ts'
import { shell, useShell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { dayWords } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { backupWords } from '../words/backups.ts'
import { startWords as words } from '../words/start.ts'
import { openLibrary } from './acts.ts'

const restore = ({ token }: RecentLibrary): void => shell().show({ name: 'restore', library: token })

function RestoreButton({ library, describedBy }: { library: RecentLibrary; describedBy: string }) {
  return (
    <Button size="small" aria-describedby={describedBy} onClick={() => restore(library)}>
      {backupWords.offer}
    </Button>
  )
}

function Missing({ library, onForgotten }: { library: RecentLibrary; onForgotten: () => void }) {
  const dialogs = useShell((state) => state.info?.dialogs ?? false)
  const id = useId()
  return (
    <li>
      <div className="recent recent-missing">
        <span className="recent-icon">
          <Icon of={FileX2} />
        </span>
        <span className="grow">
          <b className="recent-line recent-name ellipsis">{library.name}</b>
          <span className="recent-line recent-place ellipsis">{library.place}</span>
        </span>
        <span className="recent-when">
          <b className="recent-line recent-name">{words.notFound}</b>
          <span className="recent-line recent-place">{words.lastOpened(dayWords(library.openedAt))}</span>
        </span>
      </div>
      <div className="recent-words">
        <p id={id}>
          <b className="recent-reason">{words.missing(library.name)}</b> {words.missingDetail}
        </p>
        <div className="row">
          {dialogs && (
            <Button size="small" aria-describedby={id} onClick={() => void openLibrary()}>
              {words.find}
            </Button>
          )}
          <RestoreButton library={library} describedBy={id} />
          <Button
            size="small"
            look="ghost"
            aria-describedby={id}
            onClick={() => void client.call('libraries.forget', { token: library.token }).then(onForgotten)}
          >
            {words.forget}
          </Button>
        </div>
      </div>
    </li>
  )
}

/** Libraries opened before; one that is not where it was says so and offers what can be done. */
export function RecentList({
  items,
  onForgotten,
  onOpened,
}: {
  items: readonly RecentLibrary[]
  onForgotten: () => void
  onOpened?: () => void
}) {
  const closed = useShell((state) => state.library === null)
  return (
    <ul className="recents">
      {items.map((library) =>
        library.found ? (
          <li key={library.token} className="recent-row">
            <button
              type="button"
              className="recent"
              onClick={() =>
                void openLibrary(library.token).then((opened) => {
                  if (opened) onOpened?.()
                })
              }
            >
              <span className="recent-icon">
                <Icon of={LibraryBig} />
              </span>
              <span className="grow">
                <b className="recent-line recent-name ellipsis">{library.name}</b>
                <span className="recent-line recent-place ellipsis">{library.place}</span>
              </span>
              <span className="recent-when">
                <span className="recent-line recent-place">{dayWords(library.openedAt)}</span>
              </span>
            </button>
            {closed && (
              <IconButton
                label={backupWords.offerOf(library.name)}
                icon={History}
                onClick={() => restore(library)}
              />
            )}
          </li>
        ) : (
          <Missing key={library.token} library={library} onForgotten={onForgotten} />
        ),
      )}
    </ul>
  )
}
