/** What stands in a briefing where bound words were purged. */
export const PURGED_WORDS = '[removed]'

type Json = unknown
const isObject = (value: Json): value is Record<string, Json> => typeof value === 'object' && value !== null

const idOf = (target: Json): Json => (isObject(target) ? target.id : undefined)

/**
 * A stored block, or a whole version, without the words that are bound to purged entities. Citations stay where they
 * stand and point at nothing; what the author typed stays as it is.
 *
 * @param value parsed JSON of any document version
 * @param gone ids of what is purged
 * @returns the same object when nothing in it was bound
 */
export function withoutWords(value: Json, gone: ReadonlySet<string>): Json {
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutWords(item, gone))
    return items.every((item, at) => item === value[at]) ? value : items
  }
  if (!isObject(value)) return value
  const isGone = gone.has(String(idOf(value.target)))
  const isQuotation = value.type === 'quotation' || value.type === 'quotation-block'
  let changed = false
  const copy: Record<string, Json> = {}
  for (const [name, member] of Object.entries(value)) {
    // The key that was typed is made of the words of its title.
    if (isGone && name === 'typedKey') {
      changed = true
      continue
    }
    copy[name] =
      isGone && isQuotation && name === 'children' ? [{ text: PURGED_WORDS }] : withoutWords(member, gone)
    if (copy[name] !== member) changed = true
  }
  return changed ? copy : value
}

/** The record of a release without keys of purged entities and without the words of its findings. */
export function withoutCited(
  citations: Json,
  findings: Json,
  gone: ReadonlySet<string>,
): { citations: Json; findings: Json } {
  const list = Array.isArray(citations) ? citations : []
  const kept = list.map((item) =>
    isObject(item) && gone.has(String(idOf(item.target))) ? { ...item, key: null } : item,
  )
  const told = Array.isArray(findings) ? findings : []
  return {
    citations: Array.isArray(citations) ? kept : citations,
    findings: told.map((item) => (isObject(item) ? { ...item, message: '', detail: '' } : item)),
  }
}
