import { Search } from 'lucide-react'
import { useMemo } from 'react'
import type { Output } from '../../shared/contract/index.ts'
import { useOperation } from '../bridge.ts'
import { runCommand } from '../commands/registry.ts'
import { Slot } from '../shell/slots.tsx'
import { shell } from '../shell/store.ts'
import { Crumbs } from '../shell/TitleBar.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { readerWords as words } from '../words/reader.ts'
import { shellWords } from '../words/shell.ts'
import { Reader, type ReaderViewProps } from './Reader.tsx'
import { ReaderText } from './text.ts'
import './reader.css'

/** A captured text with its marks. */
export function ReaderView(props: ReaderViewProps) {
  const { sourceId, snapshotId } = props
  const read = useOperation(
    'sources.read',
    snapshotId === undefined ? { sourceId } : { sourceId, snapshotId },
    ['source', 'claim', 'quote', 'speaker', 'briefing'],
  )
  const known = useOperation('sources.get', { id: sourceId }, ['source'])
  const reading: Output<'sources.read'> | null = read.value
  const raw = reading?.text
  const text = useMemo(() => (raw === undefined ? null : new ReaderText(raw)), [raw])

  return (
    <>
      <Slot name="title">
        <Crumbs
          path={[
            {
              title: shellWords.lists.sources,
              go: () => shell().go({ name: 'sources', selected: sourceId }),
            },
          ]}
          here={reading === null ? '' : reading.source.title || words.noTitle}
        />
      </Slot>
      <Slot name="actions">
        <span className="wide-only">
          <Button look="ghost" icon={<Icon of={Search} />} keys="Mod+F" onClick={() => runCommand('find')}>
            {words.find}
          </Button>
        </span>
      </Slot>
      {read.error !== null && <ErrorBar error={read.error} />}
      {reading !== null && text !== null && (
        <Reader
          {...props}
          reading={reading}
          text={text}
          snapshots={known.value?.snapshots ?? []}
          refetch={read.refetch}
        />
      )}
    </>
  )
}
