import { BookDashed, Clock, FileText, Hash } from 'lucide-react'
import { Fragment } from 'react'
import type { Output } from '../../shared/contract/index.ts'
import { nameText, referenceMediaType, reliabilities, sourceTypes } from '../../shared/model/source.ts'
import { dateWords, hashWords, mediaWords, momentWords } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { readerWords as words } from '../words/reader.ts'
import type { ReaderText } from './text.ts'

/** Title and provenance above the text. */
export function PaperHead({ reading, text }: { reading: Output<'sources.read'>; text: ReaderText }) {
  const { source, snapshot, extraction } = reading
  const authors = source.authors.map(nameText).join(', ')
  const isReference = snapshot.mediaType === referenceMediaType
  const date = dateWords(source.issued) || source.issuedAsPrinted
  return (
    <header className="paper-head">
      <div className="paper-publisher">
        <span role="img" className="grade" aria-label={reliabilities[source.reliability]}>
          {source.reliability}
        </span>
        {[reliabilities[source.reliability], source.publisher, sourceTypes[source.type]]
          .filter(Boolean)
          .map((part, index) => (
            <Fragment key={part}>
              {index > 0 && <span aria-hidden="true">·</span>}
              <span>{part}</span>
            </Fragment>
          ))}
      </div>
      <h1 dir="auto">{source.title || words.noTitle}</h1>
      {(authors !== '' || date !== '') && (
        <p className="paper-by">{[authors, date].filter(Boolean).join(', ')}</p>
      )}
      <div className="paper-provenance">
        <span>
          <Icon of={Clock} size={14} />
          {(isReference ? words.imported : words.captured)(momentWords(snapshot.capturedAt))}
        </span>
        <span>
          <Icon of={Hash} size={14} />
          <code title={snapshot.sha256}>{hashWords(snapshot.sha256)}</code>
        </span>
        <span>
          <Icon of={FileText} size={14} />
          {mediaWords(snapshot.mediaType)}
        </span>
        <span className="tabular">{words.words(text.words)}</span>
        {extraction.pages.length > 1 && (
          <span className="tabular">{words.pages(extraction.pages.length)}</span>
        )}
      </div>
      {isReference && (
        <p className="paper-reference" role="note">
          <Icon of={BookDashed} size={16} />
          {words.referenceOnly}
        </p>
      )}
    </header>
  )
}
