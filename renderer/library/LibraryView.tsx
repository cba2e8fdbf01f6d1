import { BookMarked, FolderInput } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { SourceRow } from '../../shared/contract/entities.ts'
import { known, runCommand, useCommands } from '../commands/registry.ts'
import { AllSaved } from '../editor/AllSaved.tsx'
import { ClaimInspector } from '../entities/ClaimInspector.tsx'
import { openEntity } from '../entities/open.ts'
import { NothingChosen } from '../entities/parts.tsx'
import { QuoteInspector } from '../entities/QuoteInspector.tsx'
import { SourceInspector } from '../entities/SourceInspector.tsx'
import { SpeakerInspector } from '../entities/SpeakerInspector.tsx'
import { Slot } from '../shell/slots.tsx'
import { type ListName, shell, useShell } from '../shell/store.ts'
import { Crumbs } from '../shell/TitleBar.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { libraryWords as words } from '../words/library.ts'
import { shellWords } from '../words/shell.ts'
import { ListView, useSelected } from './ListView.tsx'
import { claimColumns, quoteColumns, sourceColumns, speakerColumns } from './lists.tsx'
import { useShownSources } from './ReferencesDialog.tsx'

const marks = { sources: 'source', claims: 'claim', quotes: 'quote', speakers: 'person' } as const

function Empty({ list }: { list: ListName }) {
  const { title, text, act } = words.empty[list]
  return (
    <EmptyState
      icon={<Mark name={marks[list]} size={24} />}
      title={title}
      act={
        <Button
          look="primary"
          onClick={() => (list === 'sources' ? runCommand('import') : shell().go({ name: 'sources' }))}
        >
          {act}
        </Button>
      }
    >
      {text}
    </EmptyState>
  )
}

function Frame({ list, inspector, children }: { list: ListName; inspector: ReactNode; children: ReactNode }) {
  const counts = useShell((state) => state.library?.counts)
  return (
    <>
      <Slot name="title">
        <Crumbs
          path={
            list === 'sources'
              ? []
              : [{ title: shellWords.library, go: () => shell().go({ name: 'sources' }) }]
          }
          here={shellWords.lists[list]}
        />
      </Slot>
      <Slot name="actions">
        {list === 'sources' && counts !== undefined && counts.sources > 0 && (
          <Button
            look="ghost"
            icon={<Icon of={BookMarked} />}
            onClick={() => runCommand('references.export')}
          >
            {words.exportReferences}
          </Button>
        )}
        <Button icon={<Icon of={FolderInput} />} onClick={() => runCommand('import')}>
          {words.import}
        </Button>
      </Slot>
      {children}
      <Slot name="inspector">{inspector}</Slot>
      <Slot name="status">
        <AllSaved />
        {counts !== undefined && (
          <span className="tabular">{shellWords.counts(counts.claims, counts.quotes, counts.sources)}</span>
        )}
      </Slot>
      <Slot name="status-end">
        <span className="wide-only">
          <Keys of="ArrowUp ArrowDown" /> {words.keys.move}
        </span>
        <span className="wide-only">
          <Keys of="Enter" /> {words.keys.open}
        </span>
        <span className="wide-only">
          <Keys of="/" /> {words.keys.search}
        </span>
      </Slot>
    </>
  )
}

/** For the export of references. */
const rememberShown = (query: string, found: number, row: SourceRow | undefined): void =>
  useShownSources.setState({
    query,
    found,
    chosen: row === undefined ? null : { id: row.id, title: row.title || row.key },
  })

/** One of the four lists with the inspector of its chosen row. */
export function LibraryView({ list }: { list: ListName }) {
  const [selected, select] = useSelected()
  const total = useShell((state) => state.library?.counts[list] ?? 0)
  const [, setRemoved] = useState(0)
  const nothing = <NothingChosen />
  const removed = (): void => {
    setRemoved((before) => before + 1)
    shell().replace({ name: list })
  }
  useCommands([
    known(
      'use',
      () => {
        if (selected !== undefined && list !== 'speakers')
          shell().cite({ type: list.slice(0, -1) as 'source' | 'claim' | 'quote', id: selected })
      },
      {
        title: words.useInBriefing,
        when: () => selected !== undefined && list !== 'speakers' && shell().openBriefing !== null,
      },
    ),
  ])
  const common = {
    title: shellWords.lists[list],
    total,
    selected,
    onSelect: select,
    empty: <Empty list={list} />,
  }
  switch (list) {
    case 'sources':
      return (
        <Frame
          list={list}
          inspector={selected === undefined ? nothing : <SourceInspector sourceId={selected} />}
        >
          <ListView
            key={list}
            {...common}
            operation="sources.list"
            drag="source"
            types={['source', 'claim', 'quote', 'briefing']}
            rowHeight={35}
            columns={sourceColumns}
            onOpen={(row: SourceRow) => void openEntity('source', row.id)}
            onShown={rememberShown}
          />
        </Frame>
      )
    case 'claims':
      return (
        <Frame
          list={list}
          inspector={
            selected === undefined ? nothing : <ClaimInspector claimId={selected} onRemoved={removed} />
          }
        >
          <ListView
            key={list}
            {...common}
            operation="claims.list"
            drag="claim"
            types={['claim', 'source', 'speaker', 'briefing']}
            rowHeight={51}
            columns={claimColumns}
            onOpen={(row) => void openEntity('claim', row.id)}
          />
        </Frame>
      )
    case 'quotes':
      return (
        <Frame
          list={list}
          inspector={
            selected === undefined ? nothing : <QuoteInspector quoteId={selected} onRemoved={removed} />
          }
        >
          <ListView
            key={list}
            {...common}
            operation="quotes.list"
            drag="quote"
            types={['quote', 'source', 'speaker', 'briefing']}
            rowHeight={51}
            columns={quoteColumns}
            onOpen={(row) => void openEntity('quote', row.id)}
          />
        </Frame>
      )
    case 'speakers':
      return (
        <Frame
          list={list}
          inspector={selected === undefined ? nothing : <SpeakerInspector speakerId={selected} />}
        >
          <ListView
            key={list}
            {...common}
            operation="speakers.list"
            types={['speaker', 'quote', 'claim']}
            rowHeight={43}
            columns={speakerColumns}
            onOpen={(row) => {
              select(row.id)
              shell().openInspector()
            }}
          />
        </Frame>
      )
  }
}
