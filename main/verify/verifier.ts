import { type PreparedText, prepareText, verdictRank, verifyQuotation } from '../../shared/anchoring/index.ts'
import type { Input } from '../../shared/contract/index.ts'
import type { Block } from '../../shared/document/block.ts'
import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import { quotationsOf } from '../../shared/document/walk.ts'
import type { Id, Target } from '../../shared/model/identity.ts'
import type { Verification } from '../../shared/model/passage.ts'
import type { Library } from '../store/library.ts'

/** What a quotation is verified against: one passage of one extraction. */
type Evidence = {
  extractionId: Id
  passage: { exact: string; prefix: string; suffix: string; start: number; end: number }
}

export type QuotationToVerify = Input<'verify.quotations'>['items'][number]

/** Texts kept ready between calls, in UTF-16 units: the sources that one memo is being written from. */
const keptLength = 8_000_000

export interface Verifier {
  /** The verdict on each quotation, in the order given. A target that does not exist makes it `absent`. */
  quotations(items: readonly QuotationToVerify[]): Promise<{ nodeId: Id; verification: Verification }[]>
  /** The verdict on every bound quotation of these blocks, by the quotation's id. */
  blocks(blocks: readonly Block[]): Promise<Map<Id, Verification>>
}

/**
 * Verifies quotations against the extractions of a library. Texts are read once and kept ready; quotations bound to a
 * claim are verified against each of its supporting passages, and the best verdict counts.
 */
export function createVerifier(library: Pick<Library, 'citations' | 'claims' | 'extractions'>): Verifier {
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
    return verifyQuotation(words, { text, passage: evidence.passage })
  }

  /** A source as a whole is one passage from the first to the last letter. */
  async function evidenceOf(entity: CitedEntity): Promise<Evidence> {
    const { extractionId } = entity.snapshot
    if (entity.passage) return { extractionId, passage: entity.passage }
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

  async function quotations(items: readonly QuotationToVerify[]) {
    const targets = new Map<string, Target>(items.map(({ target }) => [targetKey(target), target]))
    const described = await library.citations.describe([...targets.values()])
    const entities = new Map(described.map((entity) => [targetKey(entity.target), entity]))
    const answers: { nodeId: Id; verification: Verification }[] = []
    for (const { nodeId, target, words } of items) {
      const entity = entities.get(targetKey(target))
      let verification: Verification = { verdict: 'absent', score: 0 }
      if (entity) {
        verification = await verify(words, await evidenceOf(entity))
        if (target.type === 'claim' && verification.verdict !== 'exact') {
          verification = await bestOfClaim(words, target.id, verification)
        }
      }
      answers.push({ nodeId, verification })
    }
    return answers
  }

  return {
    quotations,
    async blocks(blocks) {
      const places = blocks.flatMap(quotationsOf)
      const answers = await quotations(places.map(({ id, target, words }) => ({ nodeId: id, target, words })))
      return new Map(answers.map(({ nodeId, verification }) => [nodeId, verification]))
    },
  }
}
