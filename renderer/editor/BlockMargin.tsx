import { useSyncExternalStore } from 'react'
import type { Block } from '../../shared/document/block.ts'
import { targetKey } from '../../shared/document/evidence.ts'
import { Mark, type VerdictMarkName } from '../ui/Icon.tsx'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { useSession } from './context.ts'
import { quotationsIn } from './derived.ts'
import type { BriefingSession } from './session.ts'

const order: readonly VerdictMarkName[] = ['absent', 'altered', 'stale', 'unchecked', 'verified']

/** The gravest verdict on a block's quotations; empty where it has none. */
function worst(session: BriefingSession, block: Block): VerdictMarkName | '' {
  const places = quotationsIn(block)
  if (places.length === 0) return ''
  const marks = places.map((place) =>
    verdictMark(
      session.verdicts.get(place.id)?.verdict ?? null,
      session.entities.get(targetKey(place.target))?.snapshot.superseded ?? false,
    ),
  )
  return order.find((mark) => marks.includes(mark)) ?? ''
}

const markWords: Record<VerdictMarkName, string> = {
  absent: verdictWords.absent,
  altered: verdictWords.altered,
  stale: 'Stale: the source was captured again',
  unchecked: verdictWords.unchecked,
  verified: verdictWords.exact,
}

/** What stands beside a block, outside the measure: its portion marking on the left, the verdict on the right. */
export function BlockMargin({ block }: { block: Block }) {
  const session = useSession()
  const verdict = useSyncExternalStore(
    (listener) => {
      const stop = quotationsIn(block).flatMap((place) => [
        session.verdicts.subscribe(place.id, listener),
        session.entities.subscribe(targetKey(place.target), listener),
      ])
      return () => {
        for (const each of stop) each()
      }
    },
    () => worst(session, block),
  )
  const mark = 'mark' in block ? block.mark : undefined
  if (!mark && verdict === '') return null
  return (
    <span contentEditable={false} className="margins">
      {mark && <span className="portion">{mark}</span>}
      {verdict !== '' && (
        <span className="block-verdict">
          <Mark name={verdict} size={14} label={markWords[verdict]} />
        </span>
      )}
    </span>
  )
}
