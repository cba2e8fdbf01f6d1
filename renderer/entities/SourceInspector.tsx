import { BookOpen, Download, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Id } from '../../shared/model/identity.ts'
import { client, useOperation } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { byteWords, hashWords, mediaWords, momentWords } from '../ui/format.ts'
import { Icon } from '../ui/Icon.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { toast } from '../ui/Toast.tsx'
import { libraryWords } from '../words/library.ts'
import { saveOriginal } from './original.ts'
import { RemoveDialog, Section, UsageList } from './parts.tsx'
import { SourceForm } from './SourceForm.tsx'

const words = libraryWords.source

export type SourceTab = 'lead' | 'details' | 'captures'

/** Details and captures of a source. The reader puts a tab of its own before them (`lead`) and chooses the tab. */
export function SourceInspector({
  sourceId,
  lead,
  shownSnapshot,
}: {
  sourceId: Id
  lead?: { title: string; content: ReactNode; tab: SourceTab; onTab: (tab: SourceTab) => void }
  shownSnapshot?: Id
}) {
  const [own, setOwn] = useState<SourceTab>('details')
  const tab = lead?.tab ?? own
  const [removing, setRemoving] = useState(false)
  const asked = useOperation('sources.get', { id: sourceId }, ['source', 'briefing'])
  const claims = useOperation('claims.list', removing ? { sourceId, limit: 1 } : null)
  const quotes = useOperation('quotes.list', removing ? { sourceId, limit: 1 } : null)
  if (asked.error !== null) return <ErrorBar error={asked.error} />
  // While another row is asked for, what is shown stays: nothing flickers under the arrow keys.
  if (asked.value === null) return null
  const { source, snapshots, usage } = asked.value

  const remove = async (): Promise<void> => {
    setRemoving(false)
    const result = await client.call('sources.remove', { id: source.id, revision: source.revision })
    if (!result.ok) shell().setTrouble(result.error)
    else {
      toast(libraryWords.removed(source.title || source.key))
      shell().go({ name: 'sources' })
    }
  }

  return (
    <>
      <Tabs
        label={words.heading}
        tabs={[
          ...(lead === undefined ? [] : [{ id: 'lead' as const, title: lead.title }]),
          { id: 'details', title: lead === undefined ? words.details : words.heading },
          { id: 'captures', title: words.captures, count: snapshots.length },
        ]}
        value={tab}
        onChange={lead?.onTab ?? setOwn}
      >
        {tab === 'lead' ? (
          lead?.content
        ) : tab === 'details' ? (
          <SourceForm key={source.id} source={source} onSaved={asked.refetch} />
        ) : (
          <div className="inspector-body">
            {snapshots.map((snapshot) => (
              <Section
                key={snapshot.id}
                title={snapshot.supersededBy === null ? words.newest : words.superseded}
              >
                <dl className="key-values">
                  <dt>{words.captured}</dt>
                  <dd>{momentWords(snapshot.capturedAt)}</dd>
                  <dt>{words.file}</dt>
                  <dd>{snapshot.fileName || '–'}</dd>
                  <dt>{words.kind}</dt>
                  <dd>
                    {mediaWords(snapshot.mediaType)}, {byteWords(snapshot.bytes)}
                  </dd>
                  <dt>{words.sha}</dt>
                  <dd>
                    <code title={snapshot.sha256}>{hashWords(snapshot.sha256)}</code>
                  </dd>
                </dl>
                <div className="row">
                  <Button
                    size="small"
                    icon={<Icon of={Download} />}
                    onClick={() => void saveOriginal(source.id, snapshot.id)}
                  >
                    {words.saveOriginal}
                  </Button>
                </div>
                {snapshot.id !== shownSnapshot && (
                  <Button
                    look="link"
                    onClick={() =>
                      shell().go({ name: 'reader', sourceId: source.id, snapshotId: snapshot.id })
                    }
                  >
                    {libraryWords.openInReader}
                  </Button>
                )}
              </Section>
            ))}
            <UsageList usage={usage} />
            <Section>
              <div className="row">
                {lead === undefined && (
                  <Button
                    icon={<Icon of={BookOpen} />}
                    onClick={() => shell().go({ name: 'reader', sourceId: source.id })}
                  >
                    {libraryWords.openInReader}
                  </Button>
                )}
                <Button look="ghost" icon={<Icon of={Trash2} />} onClick={() => setRemoving(true)}>
                  {libraryWords.remove}
                </Button>
              </div>
            </Section>
          </div>
        )}
      </Tabs>
      {removing && claims.value !== null && quotes.value !== null && (
        <RemoveDialog
          title={words.removeTitle}
          text={words.removeText(
            source.title || source.key,
            claims.value.total,
            quotes.value.total,
            usage.length,
          )}
          onKeep={() => setRemoving(false)}
          onRemove={() => void remove()}
        />
      )}
    </>
  )
}
