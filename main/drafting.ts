import { type CitedEntity, targetKey } from '../shared/document/evidence.ts'
import type { Draft, MarkdownProblem } from '../shared/document/markdown/index.ts'
import type { OpenBriefing } from '../shared/model/briefing.ts'
import { AttestError } from '../shared/model/error.ts'
import type { Key } from '../shared/model/identity.ts'
import type { Library } from './store/library.ts'

export interface DraftSource {
  /** Markdown as `shared/document/markdown` describes it. */
  readonly text: string
  /** What the text is called in messages, e.g. its file name. */
  readonly name: string
  /** Wins over the key in the front matter. */
  readonly key?: Key | undefined
}

/**
 * Makes a briefing from Markdown: every key is bound to what it names in this library.
 *
 * @throws AttestError naming every line that cannot be taken over, and then nothing is made: `not-found` for unknown
 *   keys, `not-allowed` for an indirect quote in quote marks, `unsupported` for what a briefing does not hold;
 *   `taken` for a key in use
 */
export async function draftBriefing(
  library: Library,
  { text, name, key }: DraftSource,
): Promise<OpenBriefing> {
  const { bindKeys, readMarkdown } = await import('../shared/document/markdown/index.ts')
  const draft = readMarkdown(text)
  refuse(name, draft.problems)
  const resolve = await resolverOf(library, draft)
  const known = draft.keys.every((typed) => resolve(typed.key)) ? [] : await knownKeys(library)
  const { blocks, problems } = bindKeys(draft, resolve, known)
  refuse(name, problems)
  const chosen = key ?? draft.key
  return library.briefings.create({
    header: draft.header,
    blocks,
    ...(chosen === null ? {} : { key: chosen }),
  })
}

/** The gravest first: it gives the error its code. */
const gravity = ['not-allowed', 'not-found', 'unsupported', 'bad-request'] as const

/** All problems as one error, a line each. */
function refuse(name: string, problems: readonly MarkdownProblem[]): void {
  const code = gravity.find((candidate) => problems.some((problem) => problem.code === candidate))
  if (code === undefined) return
  throw new AttestError(
    // The text is at fault, not the call.
    code === 'bad-request' ? 'unsupported' : code,
    problems.map(({ line, message, hint }) => `${name}:${line}: ${message} ${hint}`).join('\n'),
    'Nothing was made: correct the text and try again.',
  )
}

async function resolverOf(library: Library, draft: Draft): Promise<(key: string) => CitedEntity | undefined> {
  const keys = [...new Set(draft.keys.map((typed) => typed.key))]
  const resolved = await library.citations.resolveKeys(keys)
  const described = await library.citations.describe(resolved.map(({ target }) => target))
  const entities = new Map(described.map((entity) => [targetKey(entity.target), entity]))
  const byKey = new Map(resolved.map((item) => [item.key, entities.get(targetKey(item.target))]))
  return (key) => byKey.get(key)
}

/** How many keys of a kind are looked through for near misses, and how many are read at a time. */
const maxKnown = 5000
const pageSize = 1000

async function knownKeys(library: Library): Promise<Key[]> {
  const keys: Key[] = []
  for (const list of [library.claims.list, library.quotes.list, library.sources.list]) {
    for (let offset = 0; offset < maxKnown; offset += pageSize) {
      const { items } = await list({ query: '', limit: pageSize, offset })
      keys.push(...items.map((item) => item.key))
      if (items.length < pageSize) break
    }
  }
  return keys
}
