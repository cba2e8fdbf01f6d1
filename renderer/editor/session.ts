import { createEditor, type Descendant, Editor, type Operation } from 'slate'
import { withHistory } from 'slate-history'
import { withReact } from 'slate-react'
import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { Output } from '../../shared/contract/index.ts'
import type { Block } from '../../shared/document/block.ts'
import { captionNumbers } from '../../shared/document/captions.ts'
import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import type { Header } from '../../shared/document/header.ts'
import { numberCitations } from '../../shared/document/numbering.ts'
import { judgmentNumbers, referablesOf } from '../../shared/document/referables.ts'
import { hasSuggestions, project, suggestionsIn } from '../../shared/document/suggestions.ts'
import {
  isFootnotePlace,
  type NotedPlace,
  type QuotationPlace,
  targetsOf,
} from '../../shared/document/walk.ts'
import type { OpenBriefing } from '../../shared/model/briefing.ts'
import type { Finding } from '../../shared/model/finding.ts'
import type { Id, Target } from '../../shared/model/identity.ts'
import type { Verification } from '../../shared/model/passage.ts'
import { client } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { Autosave, type SaveState } from './autosave.ts'
import { Discussion } from './comments/discussion.ts'
import './core/types.ts'
import { withSuggesting } from './core/suggesting/withSuggesting.ts'
import { withTypography } from './core/typography.ts'
import { withAttest } from './core/withAttest.ts'
import { countInSlices } from './counting.ts'
import { citationsIn, notedIn, quotationsIn, sameCitations } from './derived.ts'
import { chunkSize } from './drawing.ts'
import { Keyed } from './keyed.ts'

/** What the panels and bars show of the open briefing; the text itself is in the editor. */
export interface BriefingState {
  readonly header: Header
  readonly save: SaveState
  readonly findings: readonly Finding[]
  readonly words: number
  readonly citations: number
  /** The node that the inspector shows: a citation or quotation. */
  readonly shown: Id | null
  /** Which block the caret is in. */
  readonly block: Id | null
  /** The quotation that the caret is in. */
  readonly quotation: Id | null
  /** The author's note that the caret is in: its words are open. */
  readonly note: Id | null
  /** Whether what is written becomes suggestions, and whose; null for neither. */
  readonly suggesting: string | null
  /** How many suggestions there are. */
  readonly suggestions: number
  readonly version: number
}

/** Idle time after which quotations are verified, ms: nothing moves while a person types. */
const stillMs = 400

/** One open briefing in this window: the editor, what is known of its citations, and its saving. */
export class BriefingSession {
  readonly id: Id
  /** The library it is in. */
  readonly libraryId: Id | null = shell().library?.id ?? null
  readonly editor: Editor
  readonly readOnly: boolean
  readonly state: UseBoundStore<StoreApi<BriefingState>>
  /** By `targetKey`. */
  readonly entities = new Keyed<CitedEntity>()
  /** Id of a citation or note → its numbers as words, `3, 4`. */
  readonly numbers = new Keyed<string>()
  /** Block id → what a cross-reference to it says, `Table 2`. */
  readonly labels = new Keyed<string>()
  /** Key judgment id → its number. */
  readonly judgments = new Keyed<number>()
  /** Quotation id → verdict. */
  readonly verdicts = new Keyed<Verification>()
  /** Citation id → that the words it stands behind do not hold. */
  readonly fallen = new Keyed<'altered' | 'absent'>()
  /** Id of a figure or table → its number, where it has one. */
  readonly captions = new Keyed<number>()
  readonly autosave: Autosave
  readonly discussion: Discussion
  #savedBlocks = new Map<Id, Block>()
  #savedOrder: readonly Id[] = []
  #savedHeader: Header
  #noted: readonly (readonly NotedPlace[])[] = []
  #asked = new Map<string, Promise<void>>()
  #verified = new Map<Id, string>()
  #still: ReturnType<typeof setTimeout> | null = null
  #disposed = false

  constructor(briefing: OpenBriefing, lease: boolean) {
    this.id = briefing.id
    this.readOnly = !lease
    this.discussion = new Discussion(briefing.id)
    const editor = withAttest(withSuggesting(withReact(withHistory(createEditor() as Editor))))
    this.editor = withTypography(editor, () => this.state.getState().header.language)
    this.editor.children = briefing.blocks as Descendant[]
    this.editor.getChunkSize = (node) => (Editor.isEditor(node) ? chunkSize : null)
    this.#savedHeader = briefing.header
    this.#remember(briefing)
    this.state = create<BriefingState>(() => ({
      header: briefing.header,
      save: { name: 'saved', at: null },
      findings: [],
      words: 0,
      citations: 0,
      shown: null,
      block: null,
      quotation: null,
      note: null,
      suggesting: null,
      suggestions: 0,
      version: 0,
    }))
    this.autosave = new Autosave({
      revision: briefing.revision,
      collect: () => this.#collect(),
      send: (change) => client.call('briefings.save', change),
      onState: (save) => this.state.setState({ save }),
    })
    this.#derive()
    this.#scheduleVerify(0)
  }

  get blocks(): Block[] {
    return this.editor.children as Block[]
  }

  #remember({ blocks, header }: Pick<OpenBriefing, 'blocks' | 'header'>): void {
    this.#savedBlocks = new Map(blocks.map((block) => [block.id, block]))
    this.#savedOrder = blocks.map((block) => block.id)
    this.#savedHeader = header
  }

  /** Called by the view after each change of the document. */
  changed(operations: readonly Operation[]): void {
    if (operations.every((operation) => operation.type === 'set_selection')) return
    this.#derive()
    this.discussion.follow(this.editor)
    this.autosave.touch()
    this.#scheduleVerify(stillMs)
  }

  setHeader(header: Header): void {
    this.state.setState({ header })
    this.autosave.touch()
  }

  /** What changed since the last acknowledged save, found by reference. */
  #collect(): ReturnType<ConstructorParameters<typeof Autosave>[0]['collect']> {
    if (this.readOnly) return null
    const { blocks } = this
    const { header } = this.state.getState()
    const upserts = blocks.filter((block) => this.#savedBlocks.get(block.id) !== block)
    const order = blocks.map((block) => block.id)
    const present = new Set(order)
    const removals = this.#savedOrder.filter((id) => !present.has(id))
    const moved =
      order.length !== this.#savedOrder.length || order.some((id, at) => id !== this.#savedOrder[at])
    if (upserts.length === 0 && !moved && header === this.#savedHeader) return null
    return {
      change: {
        briefingId: this.id,
        upserts,
        removals,
        ...(moved ? { order } : {}),
        ...(header === this.#savedHeader ? {} : { header }),
      },
      acknowledged: () => {
        this.#remember({ blocks, header })
        void this.#check()
      },
    }
  }

  #suggestedBlocks: readonly Block[] = []
  #labelled: readonly Block[] = []
  #labelLanguage = ''

  /** What headings, key judgments, tables and figures are called; computed again only when one of them changed. */
  #label(): void {
    const named = this.blocks.filter(({ type }) => type !== 'paragraph' && type !== 'list')
    const { language } = this.state.getState().header
    const before = this.#labelled
    if (
      language === this.#labelLanguage &&
      named.length === before.length &&
      named.every((block, at) => block === before[at])
    )
      return
    this.#labelled = named
    this.#labelLanguage = language
    const labels = referablesOf(this.blocks, language)
    const present = new Set(labels.map(({ id }) => id))
    this.labels.delete([...this.labels.entries().keys()].filter((id) => !present.has(id)))
    this.labels.setAll(labels.map(({ id, label }) => [id, label] as const))
    this.judgments.setAll(judgmentNumbers(this.blocks))
  }

  /** Numbers that follow from the blocks; computed again only when a citation or note came, went, moved or changed. */
  #derive(): void {
    this.#label()
    this.#follow()
    const lists = this.blocks.map(notedIn).filter((list) => list.length > 0)
    const before = this.#noted
    this.#noted = lists
    const captions = captionNumbers(this.blocks)
    this.captions.delete([...this.captions.entries().keys()].filter((id) => !captions.has(id)))
    this.captions.setAll([...captions].map(([id, { number }]) => [id, number] as const))
    if (lists.length === before.length && lists.every((list, at) => sameCitations(list, before[at]))) return
    const places = lists.flat()
    const { numbers } = numberCitations(places)
    this.numbers.setAll([...numbers].map(([id, own]) => [id, own.join(', ')] as const))
    const citations = places.flatMap((place) => (isFootnotePlace(place) ? [] : [place]))
    const targets = citations.flatMap(({ items }) => items.flatMap(({ target }) => (target ? [target] : [])))
    void this.describe(targets)
    this.state.setState({ citations: citations.length })
  }

  /** How many suggestions there are, and what the citations are of that only stay until one is accepted. */
  #follow(): void {
    const { blocks } = this
    const some = blocks.filter(hasSuggestions)
    if (some.length === 0 && this.#suggestedBlocks.length === 0) return
    const before = this.#suggestedBlocks
    this.#suggestedBlocks = some
    if (some.length === before.length && some.every((block, at) => block === before[at])) return
    this.state.setState({ suggestions: suggestionsIn(some).length })
    void this.describe(targetsOf(project(some, 'original')))
  }

  /** The numbers under which this target is cited first, if it is. */
  numberOf(key: string): string | undefined {
    for (const list of this.#noted)
      for (const place of list) {
        if (isFootnotePlace(place)) continue
        if (place.items.some(({ target }) => target && targetKey(target) === key))
          return this.numbers.get(place.id)
      }
    return undefined
  }

  /** Counts when typing rests: nothing in the bars moves with every key. */
  async #count(): Promise<void> {
    const { blocks } = this
    const words = await countInSlices(blocks, () => this.#disposed || blocks !== this.blocks)
    if (words !== null && words !== this.state.getState().words) this.state.setState({ words })
  }

  /**
   * Asks what the library knows of these targets, each once unless `again`. Fulfilled when all answers are here, those
   * asked for earlier and still on their way included.
   */
  async describe(targets: readonly Target[], again = false): Promise<void> {
    const missing = new Map<string, Target>()
    const waiting = new Set<Promise<void>>()
    for (const target of targets) {
      const key = targetKey(target)
      const asked = this.#asked.get(key)
      if (asked && !again) waiting.add(asked)
      else missing.set(key, target)
    }
    if (missing.size > 0) {
      const answer = this.#ask(missing)
      for (const key of missing.keys()) this.#asked.set(key, answer)
      waiting.add(answer)
    }
    await Promise.all(waiting)
  }

  async #ask(missing: ReadonlyMap<string, Target>): Promise<void> {
    const result = await client.call('citations.describe', { targets: [...missing.values()] })
    if (!result.ok || this.#disposed) {
      for (const key of missing.keys()) this.#asked.delete(key)
      return
    }
    this.entities.setAll(result.value.items.map((entity) => [targetKey(entity.target), entity] as const))
  }

  entity(target: Target | null): CitedEntity | undefined {
    return target ? this.entities.get(targetKey(target)) : undefined
  }

  /** Claims, quotes or sources changed: labels and verdicts may have, too. */
  refresh(): void {
    const targets = [...this.entities.entries().values()].map((entity) => entity.target)
    void this.describe(targets, true)
    this.#verified.clear()
    this.#scheduleVerify(0)
  }

  #scheduleVerify(ms: number): void {
    if (this.#still) clearTimeout(this.#still)
    this.#still = setTimeout(() => {
      this.#still = null
      void this.#count()
      void this.verify()
    }, ms)
  }

  /** Verifies the quotations whose words changed since they were last verified. */
  async verify(): Promise<void> {
    const places = this.blocks.flatMap(quotationsIn)
    await this.describe(places.map((place) => place.target))
    const identity = (place: QuotationPlace) => `${targetKey(place.target)}\n${place.words}`
    const changed = places.filter((place) => this.#verified.get(place.id) !== identity(place))
    const present = new Set(places.map((place) => place.id))
    const gone = [...this.#verified.keys()].filter((id) => !present.has(id))
    for (const id of gone) this.#verified.delete(id)
    this.verdicts.delete(gone)
    if (changed.length > 0) {
      const items = changed.map(({ id, target, words }) => ({ nodeId: id, target, words }))
      const result: { ok: boolean; value?: Output<'verify.quotations'> } = await client.call(
        'verify.quotations',
        { items },
      )
      if (!result.ok || !result.value || this.#disposed) return
      for (const place of changed) this.#verified.set(place.id, identity(place))
      this.verdicts.setAll(
        result.value.items.map(({ nodeId, verification }) => [nodeId, verification] as const),
      )
    }
    this.#markCitations()
    if (!this.#checkedOnce) await this.#check()
  }

  /** A citation in the block of a quotation of the same target shows that quotation's fault. */
  #markCitations(): void {
    const fallen = new Map<Id, 'altered' | 'absent'>()
    for (const block of this.blocks) {
      for (const { id, target } of quotationsIn(block)) {
        const verdict = this.verdicts.get(id)?.verdict
        if (verdict !== 'altered' && verdict !== 'absent') continue
        for (const citation of citationsIn(block)) {
          if (!citation.items.some((item) => item.target && targetKey(item.target) === targetKey(target)))
            continue
          if (fallen.get(citation.id) !== 'absent') fallen.set(citation.id, verdict)
        }
      }
    }
    this.fallen.delete([...this.fallen.entries().keys()].filter((id) => !fallen.has(id)))
    this.fallen.setAll(fallen)
  }

  #checkedOnce = false
  async #check(): Promise<void> {
    this.#checkedOnce = true
    const result = await client.call('checks.run', { briefingId: this.id })
    if (result.ok && !this.#disposed) this.state.setState({ findings: result.value.items })
  }

  /** Keeps this window's text and takes what is saved as the state to compare it with: all of it is saved next. */
  adopt(saved: OpenBriefing): void {
    this.#remember(saved)
    this.autosave.rebase(saved.revision)
    this.autosave.touch()
  }

  /** Puts another state in the editor: after a restore or a settled conflict. */
  replace(briefing: OpenBriefing): void {
    this.editor.selection = null
    this.editor.history = { undos: [], redos: [] }
    this.editor.children = briefing.blocks as Descendant[]
    this.#remember(briefing)
    this.autosave.rebase(briefing.revision)
    this.state.setState((before) => ({ header: briefing.header, version: before.version + 1 }))
    this.#derive()
    this.#scheduleVerify(0)
    void this.#check()
  }

  async dispose(): Promise<void> {
    await this.autosave.flush()
    await this.abandon()
  }

  /** Ends without saving. */
  async abandon(): Promise<void> {
    this.#disposed = true
    this.autosave.stop()
    if (this.#still) clearTimeout(this.#still)
    if (!this.readOnly) await client.call('briefings.release', { id: this.id })
  }
}
