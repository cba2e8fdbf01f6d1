import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { counted } from '../outcome.ts'

export function registerCheck({ program, environment, runs }: Registration): void {
  addCommand(program, 'check <briefing>', 'run the checks on a briefing').action(
    runs((key: string, options: CommonOptions) =>
      withLibrary(environment, options, async (library) => {
        const { checkBriefing } = await import('../../verify/checker.ts')
        const { id } = await library.briefings.byKey(key)
        const findings = await checkBriefing(library, id)
        const items = findings.map(({ check, severity, block, start, end, message, detail }) => ({
          check,
          severity,
          block,
          start,
          end,
          message,
          detail,
        }))
        return {
          answer: { items },
          lines: [
            ...items.map((item) => `${item.severity}  ${item.check}: ${item.message}. ${item.detail}`),
            items.length === 0 ? 'Nothing found.' : `${counted(items.length, 'finding')}.`,
          ],
          exit: items.length > 0 ? 1 : 0,
        }
      }),
    ),
  )
}
