import type { Block } from '../shared/document/block.ts'
import { type CitedEntity, targetKey } from '../shared/document/evidence.ts'
import { fittingWidth } from '../shared/document/figure.ts'
import type { Draft, MarkdownProblem } from '../shared/document/markdown/index.ts'
import { picturesOf } from '../shared/document/walk.ts'
import type { OpenBriefing } from '../shared/model/briefing.ts'
import { AttestError, toErrorValue } from '../shared/model/error.ts'
import type { Id, Key } from '../shared/model/identity.ts'
import { readPicture, type SafePicture } from './capture/pictures/picture.ts'
import type { Library } from './store/library.ts'

export interface DraftSource {
  /** Markdown as `shared/document/markdown` describes it. */
  readonly text: string
  /** What the text is called in messages, e.g. its file name. */
  readonly name: string
  /** Wins over the key in the front matter. */
  readonly key?: Key | undefined
  /** The bytes of a picture that the text names by a file; without it, none can be brought in. */
  readonly readPictureFile?: (file: string) => Promise<Uint8Array>
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
  { text, name, key, readPictureFile }: DraftSource,
): Promise<OpenBriefing> {
  const { bindKeys, readMarkdown } = await import('../shared/document/markdown/index.ts')
  const draft = readMarkdown(text)
  refuse(name, draft.problems)
  const resolve = await resolverOf(library, draft)
  const known = draft.keys.every((typed) => resolve(typed.key)) ? [] : await knownKeys(library)
  const bound = bindKeys(draft, resolve, known)
  refuse(name, bound.problems)
  const { blocks, problems } = await withPictures(library, draft, bound.blocks, readPictureFile)
  refuse(name, problems)
  const chosen = key ?? draft.key
  return library.briefings.create({
    header: draft.header,
    blocks,
    ...(chosen === null ? {} : { key: chosen }),
  })
}

/** The blocks with the pictures that their files hold, which are kept in the library. */
async function withPictures(
  library: Library,
  draft: Draft,
  blocks: readonly Block[],
  readFile: DraftSource['readPictureFile'],
): Promise<{ blocks: Block[]; problems: MarkdownProblem[] }> {
  const problems: MarkdownProblem[] = []
  const read = new Map<Id, { picture: SafePicture; hasWidth: boolean }>()
  for (const { figure, file, line, hasWidth } of draft.pictures) {
    try {
      if (!readFile) throw new AttestError('unsupported', `“${file}” has no folder to be looked for in.`, '')
      read.set(figure, { picture: await readPicture(file, await readFile(file)), hasWidth })
    } catch (error) {
      const { code, message, hint } = toErrorValue(error)
      problems.push({ line, code: code === 'not-found' ? 'not-found' : 'unsupported', message, hint })
    }
  }
  const named = picturesOf(blocks.filter(({ id }) => !draft.pictures.some(({ figure }) => figure === id)))
  const here = new Set((await library.pictures.known(named)).map(({ sha256 }) => sha256))
  for (const sha256 of named.filter((hash) => !here.has(hash))) {
    problems.push({
      line: 1,
      code: 'not-found',
      message: `The picture “${sha256.slice(0, 12)}…” is not in this library.`,
      hint: 'Write the name of a file in its place: `![description](picture.png)`.',
    })
  }
  if (problems.length > 0) return { blocks: [], problems }
  for (const { picture } of read.values()) await library.pictures.add(picture)
  const settled = blocks.map((block): Block => {
    const found = block.type === 'figure' ? read.get(block.id) : undefined
    if (!found || block.type !== 'figure') return block
    const { sha256, mediaType, width, height } = found.picture
    const picture = { sha256, mediaType, width, height }
    return { ...block, picture, width: found.hasWidth ? block.width : fittingWidth(picture) }
  })
  return { blocks: settled, problems }
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
