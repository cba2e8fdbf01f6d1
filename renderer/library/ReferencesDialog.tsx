import { useState } from 'react'
import { create } from 'zustand'
import type { Input } from '../../shared/contract/index.ts'
import { type ReferenceFormat, referenceFormats } from '../../shared/contract/references.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { ExportFoot } from '../editor/ExportFoot.tsx'
import { useExportAct } from '../editor/exporting.ts'
import { shell } from '../shell/store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { announce } from '../ui/Live.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { referenceWords as words } from '../words/exportReferences.ts'
import { panelWords } from '../words/panels.ts'

type Scope = keyof typeof words.scopes
type Of = Input<'references.export'>['of']

/** What the list of sources shows: the row that is chosen, and what was searched for. */
interface Shown {
  readonly chosen: { readonly id: Id; readonly title: string } | null
  readonly query: string
  readonly found: number
}

export const useShownSources = create<Shown>(() => ({ chosen: null, query: '', found: 0 }))

const formats = Object.keys(referenceFormats) as ReferenceFormat[]

/** Writes sources as references: the one that is chosen, those that are found, those that a briefing cites, or all. */
export function ReferencesDialog({ briefing }: { briefing?: { readonly id: Id; readonly subject: string } }) {
  const [shown] = useState(() => useShownSources.getState())
  const { route, openBriefing, library } = shell()
  const cited = briefing ?? openBriefing
  const inList = route.name === 'sources'
  const scopes: { scope: Scope; of: Of; hint: string }[] = [
    ...(inList && shown.chosen !== null
      ? [
          {
            scope: 'chosen' as const,
            of: { sources: [shown.chosen.id] },
            hint: words.chosen(shown.chosen.title),
          },
        ]
      : []),
    ...(inList && shown.query !== '' && shown.found > 0
      ? [{ scope: 'found' as const, of: { query: shown.query }, hint: words.found(shown.found, shown.query) }]
      : []),
    ...(cited === null
      ? []
      : [{ scope: 'cited' as const, of: { briefing: cited.id }, hint: words.cited(cited.subject) }]),
    { scope: 'all', of: { all: true }, hint: words.all(library?.counts.sources ?? 0) },
  ]
  const first: Scope =
    briefing !== undefined || route.name === 'briefing' ? 'cited' : shown.query === '' ? 'all' : 'found'
  const [scope, setScope] = useState<Scope>(scopes.some((each) => each.scope === first) ? first : 'all')
  const [format, setFormat] = useState<ReferenceFormat>('ris')
  const { exporting, run, stop } = useExportAct()
  const running = exporting.name === 'running'
  const chosen = scopes.find((each) => each.scope === scope)
  const close = (): void => {
    if (running) announce(panelWords.export.stopFirst)
    else shell().show(null)
  }
  const start = (): void => {
    if (chosen === undefined) return
    void run(words.starting, () => client.call('references.export', { of: chosen.of, format }))
  }
  return (
    <Dialog
      title={words.title}
      description={words.described}
      className="export"
      onClose={close}
      footer={<ExportFoot exporting={exporting} onStart={start} onStop={stop} onClose={close} />}
    >
      {exporting.name === 'failed' && <ErrorBar error={exporting.error} />}
      <div className="form" inert={running || undefined}>
        <Segmented
          label={words.which}
          showLabel
          value={scope}
          onChange={setScope}
          options={scopes.map((each) => ({ value: each.scope, label: words.scopes[each.scope] }))}
          hint={chosen?.hint}
        />
        <Segmented
          label={words.format}
          showLabel
          value={format}
          onChange={setFormat}
          options={formats.map((value) => ({ value, label: referenceFormats[value].label }))}
          hint={words.formats[format]}
        />
        <p className="field-hint">{words.stays}</p>
      </div>
    </Dialog>
  )
}
