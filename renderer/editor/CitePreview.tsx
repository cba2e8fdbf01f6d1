import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import { plainText } from '../../shared/document/walk.ts'
import { dateWords } from '../ui/format.ts'
import { Mark } from '../ui/Icon.tsx'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { editorWords } from '../words/editor.ts'
import { useSession } from './context.ts'
import { inlinesFor } from './core/citing.ts'

const words = editorWords.palette

const shorten = (text: string): string => (text.length > 70 ? `${text.slice(0, 68).trimEnd()}…` : text)

/** What citing writes before the chip, shortened: bound words in quote marks, others plain. */
const written = (entity: CitedEntity): string =>
  inlinesFor(entity)
    .map((node) => {
      if ('text' in node) return node.text
      const inner = plainText([node])
      return node.type === 'quotation' ? `“${shorten(inner)}”` : inner
    })
    .join('')

/** Beside the rows: the passage of the chosen one, how it stands, and what Enter will write. */
export function CitePreview({ entity }: { entity: CitedEntity }) {
  const session = useSession()
  const { passage, quote, source, speaker, verification } = entity
  const unnamed = quote !== null && speaker?.kind === 'anonymous'
  const mark = verdictMark(verification?.verdict ?? null, entity.snapshot.superseded)
  const number = session.numberOf(targetKey(entity.target))
  const adds = written(entity).trim()
  return (
    <>
      {verification && (
        <p className="cite-verdict">
          <Mark name={mark} size={16} />
          <b>{mark === 'stale' ? words.stale : verdictWords[verification.verdict]}</b>
        </p>
      )}
      {passage ? (
        <p className="cite-passage">
          {passage.before.slice(-80).replace(/^\S*\s/u, '… ')}
          <mark>{passage.exact}</mark>
          {passage.after.slice(0, 120)}
        </p>
      ) : (
        <p className="cite-passage">{entity.text}</p>
      )}
      <p className="cite-kind">
        {[speaker?.name, source.publisher || source.title, source.issuedAsPrinted || dateWords(source.issued)]
          .filter(Boolean)
          .join(', ')}
      </p>
      <p className="cite-adds">{words.adds}</p>
      <p className="cite-will">
        {adds && `${quote?.form === 'indirect' ? shorten(adds) : adds} `}
        <span className={unnamed ? 'chip chip-unnamed' : 'chip'}>
          <Mark name={unnamed ? 'anonymous' : entity.target.type} size={12} />
          {number && <b>{number}</b>}
          <span className="chip-label">{` ${entity.label}`}</span>
        </span>
      </p>
    </>
  )
}
