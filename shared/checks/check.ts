import type { Block } from '../document/block.ts'
import type { CitationItem } from '../document/citation.ts'
import { type CitedEntity, targetKey } from '../document/evidence.ts'
import type { Header } from '../document/header.ts'
import type { Suggestion } from '../document/suggestions.ts'
import { type CitationPlace, citationsOf, type QuotationPlace, quotationsOf } from '../document/walk.ts'
import type { Finding } from '../model/finding.ts'
import type { Id } from '../model/identity.ts'
import type { Marking } from '../model/marking.ts'
import type { Verification } from '../model/passage.ts'

/** What a check may look at: the briefing, what the store says of the things it cites, and the verdicts. */
export interface CheckSubject {
  readonly header: Header
  readonly blocks: readonly Block[]
  /** By `targetKey`; a target that is not here does not exist. */
  readonly entities: ReadonlyMap<string, CitedEntity>
  /** By the id of the quotation or quotation block. */
  readonly verifications: ReadonlyMap<Id, Verification>
  /** The library's list of markings; that of a new library when left out. */
  readonly markings?: readonly Marking[]
  /** SHA-256 of the pictures that the library has; not given where it is not known. */
  readonly pictures?: ReadonlySet<string>
  /** What is still suggested; `blocks` read as if all of it were accepted. */
  readonly suggestions?: readonly Suggestion[]
}

/** A rule. It is pure: the same subject gives the same findings in the same order. */
export interface Check {
  /** Stable id, e.g. `quotation-altered`; named in the reference and on the command line. */
  readonly id: string
  /** What is wrong, in a few words, for lists. */
  readonly title: string
  run(subject: CheckSubject): Finding[]
}

/** A finding with everything that is not given left open. */
export function finding(
  check: string,
  severity: Finding['severity'],
  message: string,
  detail: string,
  at: Partial<Pick<Finding, 'block' | 'node' | 'start' | 'end' | 'fixes'>> = {},
): Finding {
  return {
    check,
    severity,
    message,
    detail,
    block: null,
    node: null,
    start: null,
    end: null,
    fixes: [],
    ...at,
  }
}

/** Every bound quotation with the entity it is bound to and its verdict, in reading order. */
export function* quotationsIn(subject: CheckSubject): Generator<{
  place: QuotationPlace
  entity: CitedEntity | undefined
  verification: Verification | undefined
}> {
  for (const block of subject.blocks) {
    for (const place of quotationsOf(block)) {
      yield {
        place,
        entity: subject.entities.get(targetKey(place.target)),
        verification: subject.verifications.get(place.id),
      }
    }
  }
}

/** Every item of every citation with the entity it points at, in reading order. */
export function* itemsIn(subject: CheckSubject): Generator<{
  place: CitationPlace
  item: CitationItem
  entity: CitedEntity | undefined
}> {
  for (const block of subject.blocks) {
    for (const place of citationsOf(block)) {
      for (const item of place.items) {
        yield { place, item, entity: item.target ? subject.entities.get(targetKey(item.target)) : undefined }
      }
    }
  }
}

/** “first words …” of a text for a message, at most about 60 code points. */
export function opening(words: string): string {
  const flat = words.replace(/\s+/gu, ' ').trim()
  const points = [...flat]
  return points.length <= 60 ? `“${flat}”` : `“${points.slice(0, 57).join('').trimEnd()}…”`
}

/** The source as a person names it. */
export const sourceName = (entity: CitedEntity): string =>
  entity.source.title || entity.source.publisher || entity.source.key
