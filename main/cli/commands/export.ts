import { resolve } from 'node:path'
import { Option } from 'commander'
import { AttestError } from '../../../shared/model/error.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { progress } from '../progress.ts'

interface ExportOptions extends CommonOptions {
  readonly to: 'pdf' | 'docx' | 'html' | 'md'
  readonly out: string
  readonly plain?: boolean
  readonly suggestions: 'accepted' | 'rejected'
}

export function registerExport({ program, environment, runs }: Registration): void {
  addCommand(program, 'export <briefing>', 'write a briefing as a document')
    .addOption(
      new Option('--to <format>', 'the format').choices(['pdf', 'docx', 'html', 'md']).makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'where to; an earlier file is replaced only when the new one is finished')
    .option('--plain', 'a PDF that claims no standard, for characters the fonts lack')
    .addOption(
      new Option('--suggestions <how>', 'how what is only suggested is written')
        .choices(['accepted', 'rejected'])
        .default('accepted'),
    )
    .action(
      runs(async (key: string, options: ExportOptions) => {
        const { to } = options
        if (to === 'docx' || to === 'html') {
          throw new AttestError(
            'unsupported',
            `Export to ${to} is not in this version: it comes later.`,
            'Export to pdf or md.',
          )
        }
        return withLibrary(environment, options, async (library) => {
          const { id } = await library.briefings.byKey(key)
          const { createExporter } = await import('../../export/exporter.ts')
          const { createTypst } = await import('../../export/typst.ts')
          const { forkChild } = await import('../../children.ts')
          const typst = createTypst({ launchChild: forkChild })
          const told = progress(environment)
          try {
            const exporter = createExporter({ library, typst, now: environment.now })
            const { sha256, bytes, pages } = await exporter.exportBriefing({
              briefingId: id,
              format: to,
              plain: options.plain === true,
              reading: options.suggestions === 'rejected' ? 'original' : 'final',
              path: resolve(options.out),
              signal: environment.signal,
              onStage: told.say,
            })
            return {
              answer: { item: { file: options.out, sha256, bytes, pages } },
              lines: [
                `Wrote ${options.out}: ${pages === null ? '' : `${pages} pages, `}${bytes.toLocaleString('en')} bytes, SHA-256 ${sha256}.`,
              ],
            }
          } finally {
            told.end()
            await typst.dispose()
          }
        })
      }),
    )
}
