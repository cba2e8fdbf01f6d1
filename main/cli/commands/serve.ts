import { join } from 'node:path'
import { addCommand, type CommonOptions, packageFolder, type Registration } from '../environment.ts'
import { wholeNumber } from '../options.ts'

interface ServeOptions extends CommonOptions {
  readonly sample?: boolean
  readonly port: number
}

export function registerServe({ program, environment, runs }: Registration): void {
  addCommand(program, 'serve', 'serve the app on a loopback address until it is stopped')
    .option('--sample', 'open the sample library')
    .option('--port <n>', 'the port; 0 takes a free one', wholeNumber('--port'), 0)
    .action(
      runs(async (options: ServeOptions) => {
        const { serve } = await import('../../hosts/serve/serve.ts')
        const { defaultDataDir } = await import('../../hosts/dataDir.ts')
        const serving = await serve({
          dataDir: defaultDataDir(),
          rendererDir: join(packageFolder(), 'dist/renderer'),
          version: environment.version,
          port: options.port,
          library: options.library ? { path: options.library } : options.sample ? 'sample' : null,
        })
        // The one command that answers before it ends.
        environment.out(
          options.json
            ? `${JSON.stringify({ ok: true, item: { link: serving.link, port: serving.port } })}\n`
            : `Attest is at ${serving.link}\n`,
        )
        await stopped(environment.signal)
        await serving.close()
        return { answer: {}, lines: [], silent: true }
      }),
    )
}

const stopped = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
