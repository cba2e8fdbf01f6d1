import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { printFonts } from '../../../main/resources.ts'
import { root } from '../../parts.ts'

/** The service process with its children, bundled as the product is: it starts in a third of the time. */
export interface Bundle {
  readonly file: string
  /** What its process needs in its environment. */
  readonly env: Readonly<Record<string, string>>
  remove(): Promise<void>
}

export async function bundleService(): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'attest-service-'))
  const main = join(folder, 'main')
  await build({
    absWorkingDir: root,
    // `childFile` in main/children.ts knows the names.
    entryPoints: [
      { in: 'tests/bench/durability/service.ts', out: 'service' },
      { in: 'main/export/typstChild.ts', out: 'typst-child' },
      { in: 'main/capture/extractChild.ts', out: 'extract-child' },
    ],
    outdir: main,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['sqlite3', '@myriaddreamin/typst-ts-node-compiler', 'canvas'],
    define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    logLevel: 'error',
  })
  const resources = join(folder, 'resources')
  await mkdir(join(resources, 'fonts'), { recursive: true })
  for (const font of printFonts()) await symlink(font, join(resources, 'fonts', basename(font)))
  for (const name of await readdir(join(root, 'resources')))
    await symlink(join(root, 'resources', name), join(resources, name))
  return {
    file: join(main, 'service.cjs'),
    env: { NODE_PATH: join(root, 'node_modules'), NODE_COMPILE_CACHE: join(folder, 'compiled') },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
