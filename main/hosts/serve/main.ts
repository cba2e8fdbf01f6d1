import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { toErrorValue } from '../../../shared/model/error.ts'
import { defaultDataDir } from '../dataDir.ts'
import { createFaultLog, faultWords } from '../faults.ts'
import { serve } from './serve.ts'

// `node serve.cjs [--library FILE | --sample] [--port N]`: serves until it is told to end.

const { values } = parseArgs({
  options: { library: { type: 'string' }, sample: { type: 'boolean' }, port: { type: 'string' } },
})

/** The checkout, or what stands for it: the folder above `dist/main` or `main/hosts/serve`. */
const root = [join(import.meta.dirname, '../..'), join(import.meta.dirname, '../../..')].find((folder) =>
  existsSync(join(folder, 'package.json')),
)

async function main(): Promise<void> {
  if (root === undefined) throw new Error('package.json is missing')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const dataDir = defaultDataDir()
  const serving = await serve({
    dataDir,
    rendererDir: join(root, 'dist/renderer'),
    version,
    port: Number(values.port ?? 0),
    library: values.library !== undefined ? { path: values.library } : values.sample ? 'sample' : null,
  })
  console.log(`Attest is at ${serving.link}`)
  let ending = false
  const end = (code: number) => {
    if (ending) return
    ending = true
    serving.close().then(
      () => process.exit(code),
      () => process.exit(3),
    )
  }
  process.on('SIGTERM', () => end(0))
  process.on('SIGINT', () => end(0))
  const log = createFaultLog(dataDir, version, Date.now)
  process.on('uncaughtException', (error) => {
    log.add(error)
    const { message, detail } = faultWords(serving.libraryPath(), log.file)
    console.error(`${message} ${detail.replace(/\s+/g, ' ')}`)
    setTimeout(() => process.exit(3), 5_000).unref()
    end(3)
  })
  process.on('unhandledRejection', (error) => log.add(error))
}

main().catch((error: unknown) => {
  const { message, hint } = toErrorValue(error)
  console.error(`${message} ${hint}`)
  process.exit(3)
})
