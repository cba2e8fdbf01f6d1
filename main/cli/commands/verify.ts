import type { Verdict } from '../../../shared/model/passage.ts'
import type { Verified } from '../../verify/verifier.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { columns, counted } from '../outcome.ts'

interface VerifyOptions extends CommonOptions {
  readonly briefing?: string
}

/** A verdict as the command line prints it. */
interface Item {
  readonly type: Verified['type']
  readonly key: string
  readonly briefing: string | null
  readonly block: string | null
  readonly verdict: Verdict
  readonly score: number
  readonly diff: readonly { readonly kind: string; readonly text: string }[]
}

export function registerVerify({ program, environment, runs }: Registration): void {
  addCommand(
    program,
    'verify',
    'check every passage and every bound quotation against its source, letter by letter',
  )
    .option('--briefing <key>', 'only the quotations of this briefing')
    .action(
      runs((options: VerifyOptions) =>
        withLibrary(environment, options, async (library) => {
          const { createVerifier } = await import('../../verify/verifier.ts')
          const verifier = createVerifier(library)
          const briefing =
            options.briefing === undefined ? null : await library.briefings.byKey(options.briefing)
          const verified = briefing ? await verifier.briefing(briefing.id) : verifier.all()
          const items: Item[] = []
          const counts: Partial<Record<Verdict, number>> = {}
          for await (const { verification, ...where } of verified) {
            const { verdict, score, diff = [], lost } = verification
            items.push({ ...where, verdict, score, diff, ...(lost ? { lost } : {}) })
            counts[verdict] = (counts[verdict] ?? 0) + 1
          }
          const others = items.filter((item) => item.verdict !== 'exact')
          return {
            answer: { items, counts },
            lines: [
              ...columns(
                others.map((item) => [
                  item.verdict,
                  item.type,
                  item.key,
                  item.briefing ?? '',
                  diffText(item),
                ]),
              ),
              `${counted(items.length, 'passage and quotation', 'passages and quotations')}: ${
                Object.entries(counts)
                  .map(([verdict, count]) => `${count} ${verdict}`)
                  .join(', ') || 'nothing to verify'
              }.`,
            ],
            exit: others.length > 0 ? 1 : 0,
          }
        }),
      ),
    )
}

/** `the [-old-] {+new+} words`: what the source has and what the memo has instead. */
const diffText = ({ diff }: Item): string =>
  diff
    .map(({ kind, text }) => (kind === 'source' ? `[-${text}-]` : kind === 'memo' ? `{+${text}+}` : text))
    .join('')
    .replace(/\s+/gu, ' ')
