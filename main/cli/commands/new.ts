import {
  addCommand,
  type CommonOptions,
  libraryPath,
  type Registration,
  warnOfPlace,
} from '../environment.ts'
import { counted } from '../outcome.ts'

export function registerNew({ program, environment, runs }: Registration): void {
  addCommand(program, 'new', 'make an empty library')
    .option('--sample', 'make it with the sample in it')
    .action(
      runs(async (options: CommonOptions & { sample?: boolean }) => {
        const path = libraryPath(options)
        const { now, version } = environment
        await warnOfPlace(environment, path)
        if (options.sample) {
          const { createSampleLibrary } = await import('../../sample.ts')
          const { forkChild } = await import('../../children.ts')
          await createSampleLibrary(path, { launchChild: forkChild, now, version })
        }
        const { createLibrary, openLibrary } = await import('../../store/open.ts')
        const library = await (options.sample ? openLibrary : createLibrary)(path, { now, version })
        try {
          const counts = await library.counts()
          return {
            answer: { item: { id: library.id, name: library.name, counts } },
            lines: [
              `Made the library “${library.name}” with ${counted(counts.sources, 'source')} and ${counted(counts.briefings, 'briefing')}.`,
            ],
          }
        } finally {
          await library.close()
        }
      }),
    )
}
