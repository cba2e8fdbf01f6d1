import type { CitedEntity } from '../../shared/document/evidence.ts'
import type { Verification } from '../../shared/model/passage.ts'
import { groundRules, quoteForms } from '../../shared/model/quote.ts'
import { reliabilities, sourceTypes } from '../../shared/model/source.ts'
import { Section } from '../entities/parts.tsx'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { dateWords, hashWords, momentWords } from '../ui/format.ts'
import { Mark } from '../ui/Icon.tsx'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { panelWords } from '../words/panels.ts'

const words = panelWords.source

/** Opens the reader at the passage, in the capture that is cited. */
export function openPassage(entity: CitedEntity): void {
  const { target, passage, source, snapshot } = entity
  shell().go({
    name: 'reader',
    sourceId: source.id,
    snapshotId: snapshot.id,
    ...(target.type === 'source' ? {} : { mark: { type: target.type, id: target.id } }),
    ...(passage ? { at: { start: passage.start, end: passage.end } } : {}),
  })
}

/** How many runs of words differ. */
const runsOf = (diff: NonNullable<Verification['diff']>): number =>
  diff.filter((part, at) => part.kind !== 'same' && (diff[at - 1]?.kind ?? 'same') === 'same').length

function VerdictLine(props: { entity: CitedEntity; verification: Verification | null; checked: boolean }) {
  const { entity, verification, checked } = props
  const stale = entity.snapshot.superseded
  const withdrawn = entity.source.status === 'withdrawn'
  if (verification === null && !checked && !stale && !withdrawn) return null
  const verdict = verification?.verdict ?? null
  const mark = verification === null && !checked ? 'stale' : verdictMark(verdict, stale || withdrawn)
  const title =
    mark === 'stale' ? (withdrawn ? words.withdrawn : words.stale) : verdictWords[verdict ?? 'unchecked']
  const says =
    mark === 'stale'
      ? withdrawn
        ? words.says.withdrawn
        : words.says.stale
      : verdict === null
        ? words.says.unchecked
        : verdict === 'altered'
          ? words.says.altered(Math.max(1, runsOf(verification?.diff ?? [])))
          : words.says[verdict]
  const lost = verification?.lost ?? []
  return (
    <div className="verdict-line">
      <Mark name={mark} size={20} />
      <div>
        <b>{title}</b>
        <p>{says}</p>
        {lost.map((part) => (
          <p key={`${part.kind} ${part.words}`}>{words.lost(part.words)}</p>
        ))}
      </div>
    </div>
  )
}

/**
 * What one citation or quotation rests on: the verdict, the passage among its neighbours, who said it and where.
 *
 * @param verification the verdict on the memo's words where it quotes, else on the passage itself; null for none
 * @param checked whether words are compared at all: then null means "not yet"
 */
export function Evidence(props: {
  entity: CitedEntity
  verification: Verification | null
  checked: boolean
}) {
  const { entity, verification, checked } = props
  const { passage, speaker, quote, source, snapshot } = entity
  const published = source.issuedAsPrinted || dateWords(source.issued)
  return (
    <>
      <VerdictLine entity={entity} verification={verification} checked={checked} />
      <div className="sheet">
        {passage ? (
          <p className="passage">
            {passage.before !== '' && `…${passage.before}`}
            <mark>{passage.exact}</mark>
            {passage.after !== '' && `${passage.after}…`}
          </p>
        ) : (
          <p className="passage">{entity.text}</p>
        )}
        <div className="passage-foot">
          <span>{passage?.page == null ? '' : words.page(passage.page)}</span>
          <Button look="link" size="small" onClick={() => openPassage(entity)}>
            {words.openInReader}
          </Button>
        </div>
      </div>
      {(speaker || quote) && (
        <Section title={words.speaker}>
          {speaker && (
            <div className="said-by">
              <Mark name={speaker.kind} />
              <div>
                <button
                  type="button"
                  className="said-by-name"
                  onClick={() => shell().go({ name: 'speakers', selected: speaker.id })}
                >
                  {speaker.name}
                </button>
                {(speaker.kind === 'anonymous' || speaker.role !== '') && (
                  <p className="field-hint">{speaker.kind === 'anonymous' ? words.unnamed : speaker.role}</p>
                )}
              </div>
            </div>
          )}
          {quote && (
            <div className="tags">
              <span className="tag">{quoteForms[quote.form]}</span>
              {quote.groundRule !== 'unknown' && (
                <span className={speaker?.kind === 'anonymous' ? 'tag tag-dashed' : 'tag'}>
                  {groundRules[quote.groundRule]}
                </span>
              )}
            </div>
          )}
        </Section>
      )}
      <Section title={words.source}>
        <p className="source-title">{source.title || words.noTitle}</p>
        <p className="field-hint">
          {[source.publisher, published, sourceTypes[source.type].toLowerCase()].filter(Boolean).join(', ')}
        </p>
        <dl className="key-values">
          <dt>{words.reliability}</dt>
          <dd>
            <span className="grade">{source.reliability}</span> {reliabilities[source.reliability]}
          </dd>
          <dt>{words.captured}</dt>
          <dd>{momentWords(snapshot.capturedAt)}</dd>
          <dt>{words.sha}</dt>
          <dd>
            <code title={snapshot.sha256}>{hashWords(snapshot.sha256)}</code>
          </dd>
        </dl>
      </Section>
    </>
  )
}
