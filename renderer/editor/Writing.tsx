import { Download, History } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Editor, type Operation, Range, type RangeRef, Transforms } from 'slate'
import { Editable, ReactEditor, Slate } from 'slate-react'
import { blockText } from '../../shared/document/walk.ts'
import type { Finding } from '../../shared/model/finding.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client, useEvent } from '../bridge.ts'
import { useCommands } from '../commands/registry.ts'
import { Slot } from '../shell/slots.tsx'
import { shell, useShell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { toast } from '../ui/Toast.tsx'
import { editorWords as words } from '../words/editor.ts'
import { ChecksPanel } from './ChecksPanel.tsx'
import { type Chosen, CitePalette, type PaletteKeys } from './CitePalette.tsx'
import { insertData, setFragment } from './clipboard.ts'
import {
  findNode,
  inlinesFor,
  insertInlines,
  insertQuotationBlock,
  itemFor,
  removeNode,
  setItems,
  triggerAt,
} from './core/citing.ts'
import { listItemAt, quotationAt, topBlockAt } from './core/place.ts'
import { DriftPopover, useDriftActs } from './DriftPopover.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { renderChunk, renderElement, renderLeaf } from './elements.tsx'
import { HeaderFields } from './HeaderFields.tsx'
import { citationAtCaret, type KeyActs, pressKey } from './keys.ts'
import { LinkDialog } from './LinkDialog.tsx'
import { Outline } from './Outline.tsx'
import { SourcePanel } from './SourcePanel.tsx'
import { StatusBar } from './StatusBar.tsx'
import type { BriefingSession } from './session.ts'
import { Toolbar } from './Toolbar.tsx'
import { resolveTyped } from './typedKeys.ts'
import { NameVersionDialog, VersionsDialog } from './Versions.tsx'

type Open = 'link' | 'versions' | 'name' | 'export' | null

/** The writing screen: toolbar, page, inspector, outline and status of one briefing. */
export function Writing({ session }: { session: BriefingSession }) {
  const { editor, readOnly } = session
  const header = session.state((state) => state.header)
  const save = session.state((state) => state.save)
  const findings = session.state((state) => state.findings)
  const shown = session.state((state) => state.shown)
  const version = session.state((state) => state.version)
  const quotation = session.state((state) => state.quotation)
  const [tab, setTab] = useState<'source' | 'checks'>('source')
  const [open, setOpen] = useState<Open>(null)
  const [trigger, setTrigger] = useState<{ range: Range; query: string } | null>(null)
  const [dismissed, setDismissed] = useState<Id | null>(null)
  const kept = useRef<RangeRef | null>(null)
  const adding = useRef<Id | null>(null)
  const palette = useRef<PaletteKeys>(null)
  const drift = useDriftActs()

  // The clipboard speaks our own type; wired once for the editor of this session.
  useMemo(() => {
    const { insertData: plain } = editor
    editor.setFragmentData = (data) => setFragment(editor, session, data as unknown as DataTransfer)
    editor.insertData = (data) => {
      if (!insertData(editor, session, data as unknown as DataTransfer)) plain(data)
    }
  }, [editor, session])

  const showNode = useCallback(
    (id: Id | null) => {
      session.state.setState({ shown: id })
    },
    [session],
  )

  /** After each change: what the caret is in, and whether `@` was typed. */
  const follow = useCallback(() => {
    const inQuotation = editor.selection ? quotationAt(editor)?.[0].id : undefined
    const top = topBlockAt(editor)?.[0]
    const quoted = inQuotation ?? (top?.type === 'quotation-block' ? top.id : null)
    const before = session.state.getState()
    if (before.quotation !== (quoted ?? null)) {
      session.state.setState({ quotation: quoted ?? null })
      setDismissed(null)
    }
    const cited = quoted ?? citationAtCaret(editor)
    if (cited && before.shown !== cited) showNode(cited)
    if (before.block !== (top?.id ?? null)) session.state.setState({ block: top?.id ?? null })
    const found = readOnly ? null : triggerAt(editor)
    const ref = kept.current?.current
    // Esc keeps the text: the palette stays closed for this very `@`.
    if (found && ref && Range.includes(ref, found.range.anchor)) return setTrigger(null)
    if (!found && ref && editor.selection && !Range.includes(ref, editor.selection.focus)) kept.current = null
    setTrigger(found)
  }, [editor, readOnly, session, showNode])

  const closePalette = useCallback(() => {
    const found = triggerAt(editor)
    if (found) {
      kept.current?.unref()
      kept.current = Editor.rangeRef(editor, found.range, { affinity: 'outward' })
    }
    adding.current = null
    setTrigger(null)
  }, [editor])

  const choose = ({ entity, how }: Chosen): void => {
    const found = triggerAt(editor)
    if (!found) return
    setTrigger(null)
    if (how === 'open') {
      if (entity.passage)
        shell().go({
          name: 'reader',
          sourceId: entity.source.id,
          at: { start: entity.passage.start, end: entity.passage.end },
        })
      return
    }
    const into = adding.current ? findNode(editor, adding.current)?.[0] : undefined
    if (into && into.type === 'citation') {
      Transforms.delete(editor, { at: found.range })
      setItems(editor, into.id, [...into.items, itemFor(entity)])
    } else if (how === 'block' && entity.passage && entity.quote?.form !== 'indirect') {
      Transforms.delete(editor, { at: found.range })
      insertQuotationBlock(editor, entity)
    } else {
      const inlines = inlinesFor(entity, how === 'quote')
      insertInlines(editor, found.range, inlines)
      const citation = inlines.find((node) => 'type' in node && node.type === 'citation')
      adding.current = citation && 'id' in citation ? citation.id : null
    }
    if (how === 'another') {
      editor.insertText('@')
      return
    }
    adding.current = null
    announce(`${words.cite}: ${entity.label}`)
  }

  const nextFinding = (backwards: boolean): void => {
    const places = findings.filter((finding) => finding.block)
    if (places.length === 0) return
    const block = session.state.getState().block
    const order = session.blocks.map((each) => each.id)
    const at = order.indexOf(block ?? '')
    const sorted = [...places].sort((a, b) => order.indexOf(a.block ?? '') - order.indexOf(b.block ?? ''))
    const next = backwards
      ? ([...sorted].reverse().find((each) => order.indexOf(each.block ?? '') < at) ??
        sorted[sorted.length - 1])
      : (sorted.find((each) => order.indexOf(each.block ?? '') > at) ?? sorted[0])
    if (next) goToFinding(next)
  }

  const goToFinding = (finding: Finding): void => {
    const found =
      (finding.node && findNode(editor, finding.node)) || (finding.block && findNode(editor, finding.block))
    if (!found) return
    ReactEditor.focus(editor)
    Transforms.select(editor, Editor.end(editor, found[1]))
    ReactEditor.toDOMNode(editor, found[0]).scrollIntoView({ block: 'center' })
    if (finding.node) showNode(finding.node)
    announce(finding.message)
  }

  const fix = (finding: Finding, act: Finding['fixes'][number]): void => {
    const { node } = finding
    if (!node) return
    if (act === 'restore') drift.restore(node)
    else if (act === 'mark-alteration') drift.mark(node)
    else if (act === 'paraphrase') drift.paraphrase(node)
    else if (act === 'remove') removeNode(editor, node)
    else {
      showNode(node)
      setTab('source')
    }
  }

  const openNode = (id: Id): void => {
    showNode(id)
    setTab('source')
    shell().openInspector()
    requestAnimationFrame(() =>
      document
        .querySelector<HTMLElement>('[data-region="inspector"] input, [data-region="inspector"] button')
        ?.focus(),
    )
  }

  const startCiting = (): void => {
    if (readOnly) return
    kept.current?.unref()
    kept.current = null
    ReactEditor.focus(editor)
    const { selection } = editor
    const before = selection ? Editor.before(editor, selection, { unit: 'character' }) : undefined
    const glued =
      selection &&
      before &&
      /[^\s([{“‘]$/u.test(Editor.string(editor, { anchor: before, focus: Range.start(selection) }))
    editor.insertText(glued ? ' @' : '@')
  }

  const acts: KeyActs = { cite: startCiting, link: () => setOpen('link'), openNode, nextFinding }

  const flush = (): Promise<void> => session.autosave.flush()
  useCommands([
    {
      // Asked before the window closes; the answer lets it, or says that words would be lost.
      id: 'flush',
      title: 'Save',
      group: 'Briefing',
      quiet: true,
      run: async () => {
        await flush()
        await client.call('app.flushed', { saved: session.autosave.state.name === 'saved' })
      },
    },
    {
      id: 'save.name',
      title: words.nameVersion,
      group: 'Briefing',
      keys: ['Mod+S'],
      run: () => setOpen('name'),
    },
    { id: 'versions', title: words.versions, group: 'Briefing', run: () => setOpen('versions') },
    { id: 'export', title: words.export, group: 'Briefing', keys: ['Mod+E'], run: () => setOpen('export') },
    { id: 'cite', title: words.cite, group: 'Citing', keys: ['Mod+Shift+C'], bound: false, run: startCiting },
    {
      id: 'finding.next',
      title: words.drift.next,
      group: 'Checking',
      keys: ['F8'],
      run: () => nextFinding(false),
    },
  ])

  // A citation asked for in the reader or a list goes where the caret was left.
  const pending = useShell((state) => state.pendingCitation)
  useEffect(() => {
    if (!pending || readOnly) return
    const { target } = shell().takePendingCitation() ?? {}
    if (!target) return
    void session.describe([target]).then(() => {
      const entity = session.entity(target)
      if (!entity) return
      ReactEditor.focus(editor)
      insertInlines(editor, editor.selection ?? Editor.end(editor, []), inlinesFor(entity))
    })
  }, [pending, readOnly, session, editor])

  const route = useShell((state) => state.route)
  const wanted = route.name === 'briefing' ? route.nodeId : undefined
  useEffect(() => {
    const found = wanted ? findNode(editor, wanted) : undefined
    if (!found) return
    ReactEditor.focus(editor)
    Transforms.select(editor, Editor.end(editor, found[1]))
    ReactEditor.toDOMNode(editor, found[0]).scrollIntoView({ block: 'center' })
  }, [wanted, editor])

  useEvent('library.changed', ({ types }) => {
    if (types.some((type) => type !== 'briefing')) session.refresh()
  })
  useEffect(() => {
    const now = (): void => {
      if (document.visibilityState === 'hidden') void session.autosave.flush()
    }
    const leaving = (event: BeforeUnloadEvent): void => {
      if (session.autosave.state.name === 'saved') return
      void session.autosave.flush()
      event.preventDefault()
    }
    document.addEventListener('visibilitychange', now)
    window.addEventListener('beforeunload', leaving)
    return () => {
      document.removeEventListener('visibilitychange', now)
      window.removeEventListener('beforeunload', leaving)
    }
  }, [session])

  const reload = async (): Promise<void> => {
    const result = await client.call('briefings.open', { id: session.id })
    if (result.ok) session.replace(result.value.briefing)
  }
  const keepMine = async (): Promise<void> => {
    const result = await client.call('briefings.open', { id: session.id })
    if (!result.ok) return
    await client.call('versions.name', { briefingId: session.id, name: 'Before this window’s text was kept' })
    session.adopt(result.value.briefing)
    await flush()
  }
  const copyText = async (): Promise<void> => {
    await navigator.clipboard.writeText(session.blocks.map(blockText).join('\n\n'))
    toast(words.copied)
  }

  // Where the caret is and what the inspector shows is written on the nodes: nothing renders because of it.
  useEffect(() => {
    const marked: [string, Id | null][] = [
      ['data-shown', shown],
      ['data-caret', quotation],
    ]
    for (const [attribute, id] of marked) {
      for (const node of document.querySelectorAll(`[${attribute}]`)) node.removeAttribute(attribute)
      if (id) document.querySelector(`.briefing-text [data-node="${id}"]`)?.setAttribute(attribute, '')
    }
  })

  const noted = quotation && quotation !== dismissed ? quotation : null
  const onChange = (): void => {
    session.changed(editor.operations as Operation[])
    follow()
  }
  const keyDown = (event: React.KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (trigger && palette.current?.key(event)) {
      event.preventDefault()
      return
    }
    if (event.key === 'Escape' && noted) {
      setDismissed(noted)
      event.preventDefault()
      return
    }
    if (event.key === 'Tab' && !event.shiftKey && noted && !listItemAt(editor)) {
      const first = document.querySelector<HTMLElement>('.drift button')
      first?.focus()
      if (first) {
        event.preventDefault()
        return
      }
    }
    // The finding under the caret: Alt with the letter, since plain letters are text here.
    if (noted && event.altKey && !event.ctrlKey && !event.metaKey) {
      const act = { r: drift.restore, m: drift.mark, p: drift.paraphrase }[event.key.toLowerCase()]
      if (act) {
        act(noted)
        event.preventDefault()
        return
      }
    }
    if (pressKey(editor, event.nativeEvent, acts)) {
      event.preventDefault()
      event.stopPropagation()
    } else if (event.key === ']' && !event.ctrlKey && !event.metaKey) {
      // The closing bracket of a typed `[@key]`: read after it has been typed.
      setTimeout(() => void resolveTyped(editor, session))
    }
  }

  return (
    <Slate key={version} editor={editor} initialValue={editor.children} onChange={onChange}>
      <Slot name="title">
        <span className="crumb">
          <span>Briefings</span> <span aria-hidden="true">/</span>
        </span>
        <b>{header.subject || 'Untitled'}</b>
      </Slot>
      <Slot name="actions">
        <Button look="ghost" icon={<Icon of={History} />} onClick={() => setOpen('versions')}>
          {words.versions}
        </Button>
        <Button icon={<Icon of={Download} />} onClick={() => setOpen('export')} title="Ctrl E">
          {words.export}
        </Button>
      </Slot>
      <Slot name="lower">
        <Outline />
      </Slot>
      <Toolbar onCite={startCiting} onLink={() => setOpen('link')} />
      {save.name === 'failed' && (
        <ErrorBar error={save.error}>
          {save.conflict ? (
            <>
              <Button look="primary" size="small" onClick={() => void keepMine()}>
                {words.keepMine}
              </Button>
              <Button size="small" onClick={() => void reload()}>
                {words.reload}
              </Button>
            </>
          ) : (
            <Button look="primary" size="small" onClick={() => void flush()}>
              {words.tryAgain}
            </Button>
          )}
          <Button size="small" onClick={() => void copyText()}>
            {words.copyText}
          </Button>
        </ErrorBar>
      )}
      {readOnly && (
        <p className="read-only" role="status">
          {words.readOnly}
        </p>
      )}
      <div className="briefing-desk">
        <article className="briefing-page">
          <HeaderFields />
          <Editable
            className="briefing-text"
            aria-label={words.text}
            aria-multiline="true"
            placeholder={session.blocks.length === 1 ? words.placeholder : undefined}
            readOnly={readOnly}
            spellCheck
            renderElement={renderElement}
            renderLeaf={renderLeaf}
            renderChunk={renderChunk}
            onKeyDown={keyDown}
            onClick={(event) => {
              const node = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')
              if (node?.classList.contains('chip') && node.dataset.node) {
                showNode(node.dataset.node)
                setTab('source')
                shell().openInspector()
              }
            }}
          />
        </article>
      </div>
      {trigger && (
        <CitePalette
          range={trigger.range}
          query={trigger.query}
          onChoose={choose}
          onClose={closePalette}
          keys={palette}
        />
      )}
      {noted && !trigger && (
        <DriftPopover id={noted} onDone={() => ReactEditor.focus(editor)} onNext={() => nextFinding(false)} />
      )}
      <Slot name="inspector">
        <Tabs
          label={words.inspector}
          tabs={[
            { id: 'source', title: words.source },
            { id: 'checks', title: words.checks, ...(findings.length > 0 ? { count: findings.length } : {}) },
          ]}
          value={tab}
          onChange={setTab}
        >
          {tab === 'source' ? (
            <SourcePanel
              session={session}
              nodeId={shown}
              onItems={(id, items) => setItems(editor, id, items)}
            />
          ) : (
            <ChecksPanel session={session} onGo={goToFinding} onFix={fix} />
          )}
        </Tabs>
      </Slot>
      <StatusBar />
      {open === 'link' && <LinkDialog onClose={() => setOpen(null)} />}
      {open === 'versions' && <VersionsDialog session={session} onClose={() => setOpen(null)} />}
      {open === 'name' && <NameVersionDialog session={session} onClose={() => setOpen(null)} />}
      {open === 'export' && <ExportDialog session={session} onClose={() => setOpen(null)} />}
    </Slate>
  )
}
