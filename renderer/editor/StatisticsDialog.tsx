import { useMemo } from 'react'
import { statisticsOf } from '../../shared/document/statistics.ts'
import type { Id } from '../../shared/model/identity.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { statisticsWords as words } from '../words/statistics.ts'
import { useSession } from './context.ts'

/** How much there is in the open briefing, and how many of its paragraphs stand on nothing. */
export function StatisticsDialog({ onClose, onShow }: { onClose: () => void; onShow: (block: Id) => void }) {
  const { blocks } = useSession()
  const counts = useMemo(() => statisticsOf(blocks), [blocks])
  const number = (count: number): string => count.toLocaleString('en')
  const quotedPercent = counts.words === 0 ? 0 : Math.round((100 * counts.quotedWords) / counts.words)
  const rows: [string, string][] = [
    [words.words, number(counts.words)],
    [words.characters, number(counts.characters)],
    [words.paragraphs, number(counts.paragraphs)],
    [words.reading, words.minutes(counts.reading)],
    [words.speaking, words.minutes(counts.speaking)],
    [words.citations, number(counts.citations)],
    [words.notes, number(counts.notes)],
    [words.cited, number(counts.cited)],
    [words.quotations, number(counts.quotations)],
    [words.quotedWords, words.ofWords(counts.quotedWords, quotedPercent)],
    [words.uncited, number(counts.uncited.length)],
  ]
  const [first] = counts.uncited
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      footer={
        <>
          <Button look="primary" onClick={onClose}>
            {words.close}
          </Button>
          {first !== undefined && (
            <Button
              onClick={() => {
                onClose()
                onShow(first)
              }}
            >
              {words.show}
            </Button>
          )}
        </>
      }
    >
      <dl className="statistics tabular">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
