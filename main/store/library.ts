import type { PaletteItem } from '../../shared/contract/briefings.ts'
import type { CaptureResult } from '../../shared/contract/capture.ts'
import type {
  ClaimRow,
  Mark,
  QuoteRow,
  SourceRow,
  SpeakerRow,
  Usage,
} from '../../shared/contract/entities.ts'
import type { Input, Output, Parsed } from '../../shared/contract/index.ts'
import type { LibraryState } from '../../shared/contract/library.ts'
import type { SuggestionAnswer, SuggestionPlace } from '../../shared/contract/suggestions.ts'
import type { CitedEntity } from '../../shared/document/evidence.ts'
import type { Picture } from '../../shared/document/figure.ts'
import type { OwnTemplate } from '../../shared/document/ownTemplate.ts'
import type { Briefing, BriefingChange, OpenBriefing, Release, Version } from '../../shared/model/briefing.ts'
import type { Claim, Link } from '../../shared/model/claim.ts'
import type { CommentThread } from '../../shared/model/comment.ts'
import type { EntityType, Id, Key, Target } from '../../shared/model/identity.ts'
import type { Marking } from '../../shared/model/marking.ts'
import type { Quote } from '../../shared/model/quote.ts'
import type { Extraction, Snapshot, Source, SourceDetails } from '../../shared/model/source.ts'
import type { Speaker } from '../../shared/model/speaker.ts'
import type { NewPicture } from './pictures.ts'
import type { PurgePlan } from './purgeTargets.ts'

/** A document as capture hands it over: the original bytes and the text taken from them. */
export interface NewCapture {
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly mediaType: string
  readonly fileName: string
  /** WHATWG label of the detected encoding. */
  readonly encoding: string
  readonly extractor: string
  readonly extractorVersion: number
  /** LF line ends, no BOM, no NUL, no lone surrogates. */
  readonly text: string
  readonly pages: readonly number[]
  /** What was found in the document itself; a person confirms it later. */
  readonly found: Partial<SourceDetails>
  readonly capturedAt: number
  /** The source whose document this is, where that is known; else its address tells. */
  readonly of?: Id
  /** What its key is made of, rather than its title. */
  readonly keyWords?: string
  /** Address of this snapshot, where it is not that of the source: a reference's DOI. */
  readonly address?: string
}

/** What a reference is compared with, to be imported once. */
export interface KnownSource {
  readonly id: Id
  readonly key: Key
  readonly title: string
  readonly publisher: string
  /** As in `SourceRow`: names in reading order, parted by semicolons. */
  readonly authors: string
  readonly issued: string | null
  /** Normalised address; empty for none. */
  readonly address: string
  /** Addresses of the references that it came from: of their DOIs, where they have one. */
  readonly references: readonly string[]
}

/** `duplicate`: these bytes are here already. `new-capture`: another snapshot of a source with the same address. */
export interface CaptureOutcome {
  readonly status: Extract<CaptureResult['status'], 'imported' | 'new-capture' | 'duplicate'>
  readonly source: Source
  readonly snapshot: Snapshot
  readonly extraction: Extraction
}

/** A source, and the bytes of the reference that it came from, if it did. */
export interface SourceWithReference {
  readonly source: Source
  readonly reference: Uint8Array | null
}

export interface Page<Row> {
  readonly items: Row[]
  readonly total: number
}

/**
 * What can be wrong with a library: `header` the first bytes of the file; `log` the write-ahead log; `page` pages of the
 * file; `schema` tables, indexes or triggers; `checksum` a row that is not as it was written; `missing` rows that are
 * gone, or too many; `setting` what the library says of itself; `foreign-key` a row that points nowhere; `index` a
 * search index; `rank` the order of blocks; `hash` the bytes of a snapshot; `passage` words that stand elsewhere;
 * `orphan` what nothing leads to.
 */
export interface LibraryProblem {
  readonly kind:
    | 'header'
    | 'log'
    | 'page'
    | 'schema'
    | 'checksum'
    | 'missing'
    | 'setting'
    | 'foreign-key'
    | 'index'
    | 'rank'
    | 'hash'
    | 'passage'
    | 'orphan'
  readonly what: string
  readonly hint: string
}

/** Types that changed in one write. */
export type ChangeListener = (types: EntityType[]) => void

/**
 * One open library file. All methods reject with `AttestError`. A write has reached the disk when its promise is
 * fulfilled. `author` of the history is the library's local author row.
 */
export interface Library {
  readonly path: string
  readonly id: Id
  /** File name without `.attest`. */
  readonly name: string

  counts(): Promise<NonNullable<LibraryState['library']>['counts']>
  /** The local author's name, which the history carries; empty until it is given. */
  readonly author: {
    name(): Promise<string>
    setName(name: string): Promise<void>
  }

  /** The ordered list that banners and portions are marked from; `set` rejects with `bad-request`. */
  readonly markings: {
    list(): Promise<Marking[]>
    set(markings: readonly Marking[]): Promise<void>
  }
  /** A person's own templates; all but `list` and `save` reject with `not-found`. */
  readonly templates: {
    list(): Promise<OwnTemplate[]>
    get(id: Id): Promise<OwnTemplate>
    /** Keeps the structure of a saved briefing. */
    save(briefingId: Id, name: string): Promise<OwnTemplate>
    rename(id: Id, name: string): Promise<void>
    remove(id: Id): Promise<void>
  }
  /** Words that are right in this library. */
  readonly words: {
    /** Those that a person added, in order of the alphabet. */
    list(): Promise<string[]>
    add(word: string): Promise<void>
    remove(word: string): Promise<void>
    /** What its speakers, their aliases, roles and organizations, and its sources' authors and publishers are called. */
    names(): Promise<string[]>
  }

  readonly sources: {
    list(query: Parsed<'sources.list'>): Promise<Page<SourceRow>>
    get(id: Id): Promise<Output<'sources.get'>>
    byKey(key: Key): Promise<Source>
    update(change: Parsed<'sources.update'>): Promise<Source>
    remove(id: Id, revision: number): Promise<void>
    read(sourceId: Id, snapshotId?: Id): Promise<Output<'sources.read'>>
    /** Stores a capture: a new source, a new snapshot of the source with the same URL, or nothing when the bytes are known. */
    capture(capture: NewCapture): Promise<CaptureOutcome>
    /** Whether a snapshot with this SHA-256 is here. */
    bySha256(sha256: string): Promise<CaptureOutcome | null>
    /** Every source, with what a reference can be known by. */
    known(): Promise<KnownSource[]>
    /** The sources named (all when null) in their order, with the newest reference that each came from. */
    forReferences(ids: readonly Id[] | null): Promise<SourceWithReference[]>
    /** The sources that a briefing cites, also through their claims and quotes, in the order of their first citation. */
    citedIn(briefingId: Id): Promise<Id[]>
    bytes(snapshotId: Id): Promise<Uint8Array>
  }
  readonly claims: {
    list(query: Parsed<'claims.list'>): Promise<Page<ClaimRow>>
    get(id: Id): Promise<Output<'claims.get'>>
    byKey(key: Key): Promise<Claim>
    create(claim: Input<'claims.create'>): Promise<Claim>
    update(change: Parsed<'claims.update'>): Promise<Claim>
    remove(id: Id, revision: number): Promise<void>
    link(link: Omit<Link, 'id' | 'revision'>): Promise<Link>
    links(claimId: Id): Promise<Link[]>
  }
  readonly quotes: {
    list(query: Parsed<'quotes.list'>): Promise<Page<QuoteRow>>
    get(id: Id): Promise<Output<'quotes.get'>>
    byKey(key: Key): Promise<Quote>
    create(quote: Input<'quotes.create'>): Promise<Quote>
    update(change: Parsed<'quotes.update'>): Promise<Quote>
    remove(id: Id, revision: number): Promise<void>
  }
  readonly speakers: {
    list(query: Parsed<'speakers.list'>): Promise<Page<SpeakerRow>>
    get(id: Id): Promise<Output<'speakers.get'>>
    byKey(key: Key): Promise<Speaker>
    create(speaker: Input<'speakers.create'>): Promise<Speaker>
    update(change: Parsed<'speakers.update'>): Promise<Speaker>
    /** The named speaker of this name or alias, or the unnamed one of this source with this description; null if none. */
    find(name: string, sourceId: Id | null): Promise<Speaker | null>
  }
  readonly briefings: {
    list(): Promise<Briefing[]>
    get(id: Id): Promise<OpenBriefing>
    byKey(key: Key): Promise<OpenBriefing>
    /** A briefing from its parts: the blocks get ranks in order. */
    create(briefing: Pick<OpenBriefing, 'header' | 'blocks'> & { key?: Key }): Promise<OpenBriefing>
    save(change: BriefingChange): Promise<Output<'briefings.save'>>
    remove(id: Id, revision: number): Promise<void>
    /** True when this window may write; a lease ends with `release`, with its window, or with the process. */
    acquire(id: Id, windowId: string): boolean
    /** True when this window had the lease. */
    release(id: Id, windowId: string): boolean
    /** Ends all leases of a window. @returns the briefings it had */
    releaseWindow(windowId: string): Id[]
    leasedTo(id: Id): string | null
  }
  readonly versions: {
    list(briefingId: Id): Promise<Version[]>
    get(id: Id): Promise<Output<'versions.get'>>
    name(briefingId: Id, name: string): Promise<Version>
    restore(id: Id): Promise<OpenBriefing>
  }
  /** Threads of comments; where each belongs in the text, the text itself says. */
  readonly comments: {
    list(briefingId: Id): Promise<CommentThread[]>
    start(briefingId: Id, body: string): Promise<CommentThread>
    reply(threadId: Id, body: string): Promise<CommentThread>
    edit(commentId: Id, body: string): Promise<CommentThread>
    removeReply(commentId: Id, removed: boolean): Promise<CommentThread>
    resolve(threadId: Id, resolved: boolean): Promise<CommentThread>
    /** Deletes a thread or brings it back. @returns its briefing */
    remove(threadId: Id, removed: boolean): Promise<Id>
  }
  readonly releases: {
    add(
      release: Omit<Release, 'id' | 'createdAt'> & { citations: unknown; findings: unknown },
    ): Promise<Release>
    list(briefingId: Id): Promise<Release[]>
  }
  readonly search: {
    palette(query: Parsed<'palette.search'>): Promise<PaletteItem[]>
  }
  readonly citations: {
    describe(targets: readonly Target[]): Promise<CitedEntity[]>
    resolveKeys(keys: readonly string[]): Promise<{ key: Key; target: Target }[]>
    usage(target: Target): Promise<Usage[]>
    /** Every quotation place of all briefings (or one): read from the usage table and the blocks. */
    marks(snapshotId: Id): Promise<Mark[]>
  }
  readonly extractions: {
    /** The text and every stored passage of it; cached. */
    text(extractionId: Id): Promise<string>
  }
  /** Every passage with the claim or quote it belongs to, in pages, for `verify` without a briefing. */
  passages(): AsyncIterable<{
    type: 'claim' | 'quote'
    key: Key
    extractionId: Id
    selector: CitedEntity['passage']
  }>

  /** Pictures of figures, by the SHA-256 of their bytes. */
  readonly pictures: {
    /** Keeps a picture that was made safe; one that is here already is not kept twice. */
    add(picture: NewPicture): Promise<void>
    /** Which of these are here. */
    known(hashes: readonly string[]): Promise<Picture[]>
    /** Null when it is not here. Rejects with `library-corrupt` when its bytes are not what was put in. */
    get(sha256: string): Promise<NewPicture | null>
  }

  /** What was answered to suggested quotes and claims. */
  readonly suggestions: {
    answers(extractionId: Id): Promise<SuggestionAnswer[]>
    /** A later answer takes the place of an earlier. Rejects with `not-found`. */
    answer(answer: SuggestionAnswer): Promise<void>
    /** The suggestion is shown again. */
    withdraw(place: SuggestionPlace): Promise<void>
  }

  readonly purge: {
    /** What purging an entity, live or removed, would take away and break. */
    plan(type: EntityType, id: Id): Promise<PurgePlan>
    /** Purges it for good, also from versions, history, search indexes and free pages; `force` also when it is cited. */
    run(type: EntityType, id: Id, force: boolean): Promise<PurgePlan>
    /** The entity of this key, live or removed; null for none. */
    find(key: Key): Promise<{ type: EntityType; id: Id } | null>
  }

  /** Idle work: full-text and revision upkeep. Called by the app when nobody types. */
  tidy(): Promise<void>
  /** A consistent copy, written beside and renamed, while writers go on. */
  backup(path: string, signal?: AbortSignal): Promise<{ sha256: string; bytes: number }>
  doctor(): Promise<LibraryProblem[]>
  onChange(listener: ChangeListener): () => void
  close(): Promise<void>
}

/*
 * `open.ts` exports
 *   createLibrary(path, options?): Promise<Library>   refuses an existing file
 *   openLibrary(path, options?): Promise<Library>     migrates after a backup; refuses newer, foreign, corrupt, locked
 * with options { now?: () => number, version?: string }.
 */
