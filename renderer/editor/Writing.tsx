import { Columns2, Download, History } from 'lucide-react'
import { useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { Operation } from 'slate'
import { Editable, ReactEditor, Slate } from 'slate-react'
import type { Id } from '../../shared/model/identity.ts'
import { useEvent } from '../bridge.ts'
import { known, runCommand, useCommands } from '../commands/registry.ts'
import { ActiveView } from '../shell/active.ts'
import { Slot } from '../shell/slots.tsx'
import { shell, useShell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { announce } from '../ui/Live.tsx'
import { besideWords } from '../words/beside.ts'
import { editorWords as words } from '../words/editor.ts'
import { noteWords } from '../words/notes.ts'
import { DrawnSelection, renderChunk } from './Chunk.tsx'
import { CitationCard } from './CitationCard.tsx'
import { CitePalette, type PaletteKeys } from './CitePalette.tsx'
import { keepCaret } from './carets.ts'
import { useCommenting } from './comments/useCommenting.ts'
import { footnoteAt, insertFootnote } from './core/notes.ts'
import { quotationAt, topBlockAt } from './core/place.ts'
import { DriftPopover, useDriftActs } from './DriftPopover.tsx'
import { renderElement, renderLeaf } from './elements.tsx'
import { FindBar } from './FindBar.tsx'
import { takePictures } from './figureActs.ts'
import { HeaderFields } from './HeaderFields.tsx'
import { Inspecting, type InspectorTab } from './Inspecting.tsx'
import { citationAtCaret, type KeyActs } from './keys.ts'
import { Outline } from './Outline.tsx'
import { PortionMargin } from './PortionMargin.tsx'
import { saveElsewhere } from './rescue.ts'
import { SaveError } from './SaveError.tsx'
import { SaveTemplate } from './SaveTemplate.tsx'
import { SlashMenu } from './SlashMenu.tsx'
import { SpellingMenu } from './SpellingMenu.tsx'
import { StatusBar } from './StatusBar.tsx'
import type { BriefingSession } from './session.ts'
import { useSuggesting } from './suggestions/useSuggesting.ts'
import { Toolbar } from './Toolbar.tsx'
import { citeAt } from './targets.ts'
import { textKeys } from './textKeys.ts'
import { useCiting } from './useCiting.ts'
import { useDropping } from './useDropping.ts'
import { useEntering } from './useEntering.ts'
import { goToNode, useFindings } from './useFindings.ts'
import { useLeaving } from './useLeaving.ts'
import { useMoving } from './useMoving.ts'
import { useSlash } from './useSlash.ts'
import { useSpellingActs } from './useSpellingActs.ts'
import { useSpellingWatch } from './useSpellingWatch.ts'
import { useTextWiring } from './useTextWiring.ts'
import { Viewing } from './Viewing.tsx'
import { type Open, WritingDialogs } from './WritingDialogs.tsx'

/** The writing screen: toolbar, page, inspector, outline and status of one briefing. */
export function Writing({ session }: { session: BriefingSession }) {
  const { editor, readOnly } = session
  const active = useContext(ActiveView)
  const header = session.state((state) => state.header)
  const shown = session.state((state) => state.shown)
  const version = session.state((state) => state.version)
  const quotation = session.state((state) => state.quotation)
  const note = session.state((state) => state.note)
  const [tab, setTab] = useState<InspectorTab>('source')
  /** Whether the card of the citation that is shown is open. */
  const [card, setCard] = useState(false)
  const [open, setOpen] = useState<Open>(null)
  const [beside, setBeside] = useState<{ node: Id; item: number } | null>(null)
  const [dismissed, setDismissed] = useState<Id | null>(null)
  const palette = useRef<PaletteKeys>(null)
  const drift = useDriftActs()
  const citing = useCiting(session)
  const { trigger, follow: followCiting } = citing
  const commenting = useCommenting(session, () => {
    setTab('comments')
    shell().openInspector()
  })
  const followComments = useRef(commenting.follow)
  followComments.current = commenting.follow
  const suggesting = useSuggesting(session, () => {
    setTab('suggestions')
    shell().openInspector()
  })
  const followSuggestions = useRef(suggesting.follow)
  followSuggestions.current = suggesting.follow
  const suggestions = session.state((state) => state.suggestions)
  const openComments = session.discussion.state(
    ({ threads }) => threads?.filter(({ resolvedAt }) => resolvedAt === null).length ?? 0,
  )
  const slash = useSlash(session, setOpen)
  const dropping = useDropping(session)
  const watch = useSpellingWatch(session)
  const spelling = useSpellingActs(session, watch)
  const { follow: followSlash } = slash

  useTextWiring(session, shown, [quotation, note])

  const showNode = useCallback(
    (id: Id | null) => {
      session.state.setState({ shown: id })
    },
    [session],
  )

  /** After each change: what the caret is in. */
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
    const note = footnoteAt(editor)?.[0].id ?? null
    if (before.note !== note) {
      session.state.setState({ note })
      if (note) announce(noteWords.opened(session.numbers.get(note) ?? ''))
    }
    if (before.block !== (top?.id ?? null)) session.state.setState({ block: top?.id ?? null })
    followCiting()
    followSlash()
    followComments.current()
    followSuggestions.current()
  }, [editor, session, showNode, followCiting, followSlash])

  const showSource = (id: Id): void => {
    showNode(id)
    setTab('source')
  }
  const toFindings = useFindings(session, showSource)

  const openNode = (id: Id): void => {
    showSource(id)
    setBeside(null)
    setCard(true)
  }

  const showBeside = (id: Id, item = 0): void => {
    setCard(false)
    showSource(id)
    setBeside({ node: id, item })
    shell().openInspector()
  }

  const showSpelling = (): void => {
    setTab('spelling')
    shell().openInspector()
  }

  const acts: KeyActs = {
    cite: citing.start,
    besideNode: showBeside,
    link: () => setOpen('link'),
    openNode,
    nextFinding: toFindings.next,
    footnote: () => {
      if (!readOnly && !insertFootnote(editor)) announce(noteWords.notHere)
    },
    wordMenu: spelling.menu,
  }

  useLeaving(session)
  const place = useEntering(session)
  useEffect(() => () => keepCaret(session), [session])
  useMoving(session)
  useCommands([
    known('save.name', () => setOpen('name')),
    known('save.elsewhere', async () => {
      const failed = await saveElsewhere(session)
      if (failed) shell().setTrouble(failed)
    }),
    known('find', () => setOpen('find')),
    known('replace', () => setOpen('replace'), { when: () => !readOnly }),
    known('statistics', () => setOpen('statistics')),
    known('versions', () => setOpen('versions')),
    known('export', () => setOpen('export')),
    known('finding.next', () => toFindings.next(false)),
    known('comment.add', commenting.begin),
    known('comment.next', () => commenting.next(false)),
    known('comment.previous', () => commenting.next(true)),
    known('spelling.next', () => spelling.next(false), { when: () => !readOnly }),
    known('spelling.previous', () => spelling.next(true), { when: () => !readOnly }),
    known('spelling.list', showSpelling, { when: () => !readOnly }),
    known('spelling.menu', () => void spelling.menu(), { bound: false, when: () => !readOnly }),
  ])

  // A citation asked for in the reader or a list goes where the caret was left.
  const pending = useShell((state) => state.pendingCitation)
  useEffect(() => {
    if (!pending || readOnly || !active) return
    const { target } = shell().takePendingCitation() ?? {}
    if (!target) return
    void citeAt(session, target, null)
  }, [pending, readOnly, active, session])

  const route = useShell((state) => state.route)
  const wanted = route.name === 'briefing' && route.briefingId === session.id ? route.nodeId : undefined
  useEffect(() => {
    if (wanted) goToNode(editor, wanted)
  }, [wanted, editor])

  useEvent('library.changed', ({ types }) => {
    if (types.some((type) => type !== 'briefing')) session.refresh()
  })
  const noted = quotation && quotation !== dismissed ? quotation : null
  const onChange = (): void => {
    session.changed(editor.operations as Operation[])
    watch?.follow(editor.operations as Operation[])
    follow()
  }
  const keyDown = textKeys(session, {
    acts,
    drift,
    noted,
    dismiss: setDismissed,
    palette: trigger || slash.trigger ? palette : null,
  })

  return (
    <Slate key={version} editor={editor} initialValue={editor.children} onChange={onChange}>
      <Slot name="title">
        <span className="crumb">
          <span>Briefings</span> <span aria-hidden="true">/</span>
        </span>
        <b>{header.subject || 'Untitled'}</b>
      </Slot>
      <Slot name="actions">
        <IconButton label={besideWords.title} icon={Columns2} onClick={() => runCommand('beside.open')} />
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
      <Slot name="toolbar">
        <Toolbar
          onCite={citing.start}
          onLink={() => setOpen('link')}
          onFootnote={acts.footnote}
          onAsk={setOpen}
          onComment={commenting.begin}
          onSuggest={suggesting.toggle}
        />
      </Slot>
      <SaveError session={session} />
      {readOnly && (
        <p className="read-only" role="status">
          {words.readOnly}
        </p>
      )}
      <div className="briefing-area">
        {(open === 'find' || open === 'replace') && (
          <FindBar
            replacing={open === 'replace'}
            readOnly={readOnly}
            onReplacing={() => setOpen('replace')}
            onClose={() => setOpen(null)}
          />
        )}
        <Viewing />
        <div className="briefing-desk">
          <article className="briefing-page">
            <HeaderFields />
            <PortionMargin />
            <Editable
              className="briefing-text"
              data-region-start=""
              aria-label={place ? besideWords.text(place.second) : words.text}
              aria-multiline="true"
              placeholder={session.blocks.length === 1 ? words.placeholder : undefined}
              readOnly={readOnly}
              // The browser's own would fetch its dictionaries; ours marks the words.
              spellCheck={false}
              renderElement={renderElement}
              renderLeaf={renderLeaf}
              renderChunk={renderChunk}
              onKeyDown={keyDown}
              {...dropping.handlers}
              onPaste={(event) => {
                if (!readOnly && takePictures(editor, event.clipboardData)) event.preventDefault()
              }}
              onContextMenu={(event) => {
                // The menu key: the caret tells the word, not the place that the browser makes up.
                const byKey = event.button !== 2 && !event.ctrlKey
                if (byKey ? spelling.menu() : spelling.menuAt(event)) event.preventDefault()
              }}
              onClick={(event) => {
                const node = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')
                if (node?.dataset.node && event.altKey) showBeside(node.dataset.node)
                else if (node?.classList.contains('chip') && node.dataset.node) {
                  if (card && node.dataset.node === shown) setCard(false)
                  else openNode(node.dataset.node)
                } else if ((event.target as HTMLElement).closest('ins, del, [data-suggested]'))
                  setTab('suggestions')
                else if ((event.target as HTMLElement).closest('[data-comments]')) setTab('comments')
              }}
            />
            <DrawnSelection />
            <div ref={dropping.caret} className="drop-caret" hidden />
          </article>
        </div>
      </div>
      {active && trigger && (
        <CitePalette
          range={trigger.range}
          query={trigger.query}
          onChoose={citing.choose}
          onClose={citing.close}
          keys={palette}
        />
      )}
      {active && slash.trigger && (
        <SlashMenu
          range={slash.trigger.range}
          query={slash.trigger.query}
          onChoose={slash.choose}
          onClose={slash.close}
          keys={palette}
        />
      )}
      {active && spelling.open && <SpellingMenu open={spelling.open} acts={spelling} />}
      {active && card && shown && (
        <CitationCard
          session={session}
          nodeId={shown}
          onClose={(back) => {
            setCard(false)
            if (back) ReactEditor.focus(editor)
          }}
          onReplace={citing.replace}
          onBeside={showBeside}
        />
      )}
      {active && noted && !trigger && !card && (
        <DriftPopover
          id={noted}
          onDone={() => ReactEditor.focus(editor)}
          onNext={() => toFindings.next(false)}
        />
      )}
      <Inspecting
        session={session}
        tab={tab}
        onTab={setTab}
        beside={beside !== null && beside.node === shown ? beside.item : null}
        onBeside={(item) => setBeside(item !== null && shown ? { node: shown, item } : null)}
        onReplace={citing.replace}
        toFindings={toFindings}
        commenting={commenting}
        openComments={openComments}
        suggestions={suggestions}
        suggesting={suggesting}
        watch={watch}
        spelling={spelling}
      />
      <StatusBar
        onCounts={() => setOpen('statistics')}
        spelling={watch}
        onSpelling={showSpelling}
        comments={openComments}
        onComments={() => {
          setTab('comments')
          shell().openInspector()
        }}
        suggestions={suggestions}
        onSuggestions={() => {
          setTab('suggestions')
          shell().openInspector()
        }}
      />
      <SaveTemplate />
      <WritingDialogs open={open} session={session} onClose={() => setOpen(null)} />
    </Slate>
  )
}
