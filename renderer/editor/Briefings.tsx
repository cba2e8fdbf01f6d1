import { Fragment, useEffect, useRef, useState } from 'react'
import type { Id } from '../../shared/model/identity.ts'
import { known, useCommands } from '../commands/registry.ts'
import { slotRef } from '../shell/slots.tsx'
import { shell, useShell } from '../shell/store.ts'
import { ViewBoundary } from '../shell/ViewBoundary.tsx'
import { Divider } from '../ui/Divider.tsx'
import { besideWords as words } from '../words/beside.ts'
import { BesideDialog } from './BesideDialog.tsx'
import { BriefingView } from './BriefingView.tsx'
import { closeBriefing, goToOther } from './besideActs.ts'
import './beside.css'

/** Two pages narrower than this together stand above each other, px. */
const besideFrom = 840
/** A window narrower than this folds its inspector while two briefings stand beside each other, px. */
const inspectorFrom = 1600
/** As the shell has it: from here on an inspector lies over the page, and does not come by itself, px. */
const inspectorOver = 1120

/** Folds the inspector for the room of a second briefing, and gives it back. */
function useRoom(split: boolean): void {
  useEffect(() => {
    if (!split || !shell().inspectorOpen || window.innerWidth >= inspectorFrom) return
    shell().toggleInspector()
    return () => {
      if (window.innerWidth > inspectorOver) shell().openInspector()
    }
  }, [split])
}

/** The briefing that is open, or the two that stand beside each other. */
export function Briefings({ briefingId }: { briefingId: Id }) {
  const pair = useShell((state) => state.pair)
  const split = pair?.includes(briefingId) === true
  const ids: readonly Id[] = split ? pair : [briefingId]
  const [asking, setAsking] = useState(false)
  const [share, setShare] = useState(50)
  const [stacked, setStacked] = useState(false)
  const room = useRef<HTMLDivElement>(null)
  useRoom(split)
  useEffect(() => {
    if (!room.current) return
    const sizes = new ResizeObserver(([entry]) => {
      if (entry) setStacked(entry.contentRect.width < besideFrom)
    })
    sizes.observe(room.current)
    return () => sizes.disconnect()
  }, [])
  useCommands([
    known('beside.open', () => setAsking(true)),
    known('beside.other', goToOther, { when: () => split }),
    known(
      'beside.close',
      () => {
        if (pair) closeBriefing(pair[1])
      },
      { when: () => split },
    ),
  ])
  return (
    <>
      <div className="toolbar-place" ref={slotRef('toolbar')} />
      <div
        ref={room}
        className="panes"
        data-split={split ? (stacked ? 'stacked' : 'beside') : undefined}
        style={{ '--share': `${share}%` } as React.CSSProperties}
      >
        {ids.map((id, at) => (
          // A briefing that stays keeps its place in the page, and with it its caret and its undo.
          <Fragment key={id}>
            <ViewBoundary>
              <BriefingView
                briefingId={id}
                second={split ? at === 1 : null}
                active={!split || id === briefingId}
              />
            </ViewBoundary>
            {split && at === 0 && (
              <Divider
                label={words.divider}
                controls={ids.map((each) => `pane-${each}`).join(' ')}
                stacked={stacked}
                share={share}
                onShare={setShare}
              />
            )}
          </Fragment>
        ))}
      </div>
      {asking && <BesideDialog open={briefingId} onClose={() => setAsking(false)} />}
    </>
  )
}
