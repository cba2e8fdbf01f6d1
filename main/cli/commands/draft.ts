import { readFile } from 'node:fs/promises'
import { type CitedEntity, targetKey } from '../../../shared/document/evidence.ts'
import {
  bindKeys,
  type Draft,
  type MarkdownProblem,
  readMarkdown,
} from '../../../shared/document/markdown/index.ts'
import { citationsOf, quotationsOf } from '../../../shared/document/walk.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Key } from '../../../shared/model/identity.ts'
import type { Library } from '../../store/library.ts'
import {
  addCommand,
  type CommonOptions,
  type Environment,
  type Registration,
  withLibrary,
} from '../environment.ts'
import { fileError } from '../files.ts'
import { counted } from '../outcome.ts'

interface DraftOptions extends CommonOptions {
  readonly key?: string
}

export function registerDraft({ program, environment, runs }: Registration): void {
  addCommand(program, 'draft <file>', 'make a briefing from Markdown (“-” reads standard input)')
    .option('--key <key>', 'the briefing’s key')
    .action(
      runs((file: string, options: DraftOptions) =>
        withLibrary(environment, options, async (library) => {
          const draft = readMarkdown(await readDraft(file, environment))
          refuse(file, draft.problems)
          const bound = bindKeys(draft, await resolverOf(library, draft), await knownKeys(library, draft))
          refuse(file, bound.problems)
          const key = options.key ?? draft.key ?? undefined
          const { blocks, ...briefing } = await library.briefings.create({
            header: draft.header,
            blocks: bound.blocks,
            ...(key === undefined ? {} : { key }),
          })
          const counts = {
            blocks: blocks.length,
            citations: blocks.reduce((sum, block) => sum + citationsOf(block).length, 0),
            quotations: blocks.reduce((sum, block) => sum + quotationsOf(block).length, 0),
          }
          return {
            answer: { item: { ...briefing, counts } },
            lines: [
              `Made the briefing “${briefing.key}” with ${counted(counts.citations, 'citation')} and ${counted(counts.quotations, 'quotation')}.`,
            ],
          }
        }),
      ),
    )
}

async function readDraft(file: string, environment: Environment): Promise<string> {
  if (file === '-') return environment.input()
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw fileError(file, error)
  }
}

/** All problems as one error, one line each; its code is the gravest one's. */
function refuse(file: string, problems: readonly MarkdownProblem[]): void {
  if (problems.length === 0) return
  const ranking = ['not-allowed', 'not-found', 'unsupported', 'bad-request'] as const
  const code =
    ranking.find((candidate) => problems.some((problem) => problem.code === candidate)) ?? 'unsupported'
  throw new AttestError(
    // A draft that cannot be read is refused, not a wrong use of the command.
    code === 'bad-request' ? 'unsupported' : code,
    problems.map(({ line, message, hint }) => `${file}:${line}: ${message} ${hint}`).join('\n'),
    'Nothing was made: correct the draft and try again.',
  )
}

async function resolverOf(library: Library, draft: Draft): Promise<(key: string) => CitedEntity | undefined> {
  const keys = [...new Set(draft.keys.map(({ key }) => key))]
  const resolved = await library.citations.resolveKeys(keys)
  const described = await library.citations.describe(resolved.map(({ target }) => target))
  const entities = new Map(described.map((entity) => [targetKey(entity.target), entity]))
  const byKey = new Map(resolved.map(({ key, target }) => [key, entities.get(targetKey(target))]))
  return (key) => byKey.get(key)
}

/** How many keys are looked through for near misses. */
const maxKnown = 5000

/** Keys to compare unknown ones with; none are read when all are known. */
async function knownKeys(library: Library, draft: Draft): Promise<Key[]> {
  const resolve = await resolverOf(library, draft)
  if (draft.keys.every(({ key }) => resolve(key))) return []
  const keys: Key[] = []
  for (const list of [library.claims.list, library.quotes.list, library.sources.list]) {
    for (let offset = 0; offset < maxKnown; offset += 1000) {
      const { items } = await list({ query: '', limit: 1000, offset })
      keys.push(...items.map(({ key }) => key))
      if (items.length < 1000) break
    }
  }
  return keys
}
