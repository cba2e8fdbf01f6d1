import { type PreparedText, prepareText } from '../../shared/anchoring/index.ts'

/** UTF-16 units of text kept, about 128 MiB of memory at worst. */
const MAX_UNITS = 64 * 1024 * 1024

/**
 * Texts of extractions read lately, prepared for matching. An extraction never changes, so nothing here grows stale;
 * the least recently used go first when the texts together grow too long.
 */
export class TextCache {
  readonly #texts = new Map<string, PreparedText>()
  readonly #max: number
  #units = 0

  constructor(maxUnits = MAX_UNITS) {
    this.#max = maxUnits
  }

  get(extractionId: string): PreparedText | null {
    const text = this.#texts.get(extractionId)
    if (!text) return null
    this.#texts.delete(extractionId)
    this.#texts.set(extractionId, text)
    return text
  }

  /** Forgets all: a text was purged. */
  clear(): void {
    this.#texts.clear()
    this.#units = 0
  }

  put(extractionId: string, text: string): PreparedText {
    const known = this.get(extractionId)
    if (known) return known
    const prepared = prepareText(text)
    this.#texts.set(extractionId, prepared)
    this.#units += text.length
    for (const [id, old] of this.#texts) {
      if (this.#units <= this.#max || id === extractionId) break
      this.#texts.delete(id)
      this.#units -= old.text.length
    }
    return prepared
  }
}
