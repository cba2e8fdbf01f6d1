import {
  locatePassage,
  type PreparedText,
  prepareText,
  verdictRank,
  verifyQuotation,
} from '../../shared/anchoring/index.ts'
import type { Input } from '../../shared/contract/index.ts'
import type { Block } from '../../shared/document/block.ts'
import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import { quotationsOf } from '../../shared/document/walk.ts'
import type { Id, Key, Target } from '../../shared/model/identity.ts'
import type { Verification } from '../../shared/model/passage.ts'
import type { Library } from '../store/library.ts'

/** What a quotation is verified against: one passage of one extraction, and what of it was spoken. */
type Evidence = {
  extractionId: Id
  passage: { exact: string; prefix: string; suffix: string; start: number; end: number }
  segments?: readonly { start: number; end: number }[]
}

export type QuotationToVerify = Input<'verify.quotations'>['items'][number]

/** Texts kept ready between calls, in UTF-16 units: the sources that one memo is being written from. */
const keptLength = 8_000_000

/** One verdict of a whole library: on a stored passage, or on a bound quotation of a briefing. */
export interface Verified {
  readonly type: 'claim' | 'quote' | 'quotation'
  /** Key of the claim or quote; of a quotation, that of what it is bound to (its id when that is gone). */
  readonly key: Key
  /** Key of the briefing and id of its block, for a quotation. */
  readonly briefing: Key | null
  readonly block: Id | null
  readonly verification: Verification
}

export interface Verifier {
  /** The verdict on each quotation, in the order given. A target that does not exist makes it `absent`. */
  quotations(items: readonly QuotationToVerify[]): Promise<{ nodeId: Id; verification: Verification }[]>
  /** The verdict on every bound quotation of these blocks, by the quotation's id. */
  blocks(blocks: readonly Block[]): Promise<Map<Id, Verification>>
  /** The verdict on every bound quotation of a saved briefing, in reading order. Rejects with `not-found`. */
  briefing(id: Id): Promise<Verified[]>
  /** Every passage of the library, then every bound quotation, one after the other. */
  all(): AsyncIterable<Verified>
}

/** A closing mark inside a passage: a cue may interrupt what was spoken there. */
const cueSign = /["”»“„]/u

/**
 * Verifies quotations against the extractions of a library. Texts are read once and kept ready; quotations bound to a
 * claim are verified against each of its supporting passages, and the best verdict counts.
 */
export function createVerifier(
  library: Pick<Library, 'briefings' | 'citations' | 'claims' | 'extractions' | 'passages' | 'quotes'>,
): Verifier {
  const kept = new Map<Id, PreparedText>()
  let keptNow = 0

  async function prepared(extractionId: Id): Promise<PreparedText> {
    const known = kept.get(extractionId)
    if (known) {
      // Least recently used first: a Map keeps the order of insertion.
      kept.delete(extractionId)
      kept.set(extractionId, known)
      return known
    }
    const fresh = prepareText(await library.extractions.text(extractionId))
    kept.set(extractionId, fresh)
    keptNow += fresh.text.length
    for (const [id, text] of kept) {
      if (keptNow <= keptLength || id === extractionId) break
      kept.delete(id)
      keptNow -= text.text.length
    }
    return fresh
  }

  async function verify(words: string, evidence: Evidence): Promise<Verification> {
    const text = await prepared(evidence.extractionId)
    const { passage, segments } = evidence
    return verifyQuotation(words, segments ? { text, passage, segments } : { text, passage })
  }

  /** A source as a whole is one passage from the first to the last letter. */
  async function evidenceOf(entity: CitedEntity): Promise<Evidence> {
    const { extractionId } = entity.snapshot
    if (entity.passage) {
      const { passage, target } = entity
      if (target.type !== 'quote' || !cueSign.test(passage.exact)) return { extractionId, passage }
      const { quote } = await library.quotes.get(target.id)
      return { extractionId, passage, segments: quote.segments }
    }
    const text = await prepared(extractionId)
    const end = text.index.length
    return { extractionId, passage: { exact: text.text, prefix: '', suffix: '', start: 0, end } }
  }

  async function bestOfClaim(words: string, claimId: Id, first: Verification): Promise<Verification> {
    let best = first
    const { claim } = await library.claims.get(claimId)
    for (const { stance, passage } of claim.evidence) {
      if (stance !== 'supports') continue
      const next = await verify(words, { extractionId: passage.extractionId, passage })
      const better = verdictRank(next.verdict) - verdictRank(best.verdict)
      if (better < 0 || (better === 0 && next.score > best.score)) best = next
    }
    return best
  }

  async function answer(items: readonly QuotationToVerify[]) {
    const targets = new Map<string, Target>(items.map(({ target }) => [targetKey(target), target]))
    const described = await library.citations.describe([...targets.values()])
    const entities = new Map(described.map((entity) => [targetKey(entity.target), entity]))
    const answers: { nodeId: Id; verification: Verification; entity: CitedEntity | undefined }[] = []
    for (const { nodeId, target, words } of items) {
      const entity = entities.get(targetKey(target))
      let verification: Verification = { verdict: 'absent', score: 0 }
      if (entity) {
        verification = await verify(words, await evidenceOf(entity))
        if (target.type === 'claim' && verification.verdict !== 'exact') {
          verification = await bestOfClaim(words, target.id, verification)
        }
      }
      answers.push({ nodeId, verification, entity })
    }
    return answers
  }

  async function briefing(id: Id): Promise<Verified[]> {
    const { key, blocks } = await library.briefings.get(id)
    const places = blocks.flatMap(quotationsOf)
    const answers = await answer(places.map(({ id: nodeId, target, words }) => ({ nodeId, target, words })))
    return answers.map(({ verification, entity }, i) => ({
      type: 'quotation',
      key: entity?.key ?? places[i]?.target.id ?? '',
      briefing: key,
      block: places[i]?.blockId ?? null,
      verification,
    }))
  }

  async function* all(): AsyncGenerator<Verified> {
    for await (const { type, key, extractionId, selector } of library.passages()) {
      const verification: Verification = selector
        ? locatePassage(await prepared(extractionId), selector)
        : { verdict: 'absent', score: 0 }
      yield { type, key, briefing: null, block: null, verification }
    }
    for (const { id } of await library.briefings.list()) yield* await briefing(id)
  }

  return {
    quotations: async (items) =>
      (await answer(items)).map(({ nodeId, verification }) => ({ nodeId, verification })),
    async blocks(blocks) {
      const places = blocks.flatMap(quotationsOf)
      const answers = await answer(places.map(({ id, target, words }) => ({ nodeId: id, target, words })))
      return new Map(answers.map(({ nodeId, verification }) => [nodeId, verification]))
    },
    briefing,
    all,
  }
}
