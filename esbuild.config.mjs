import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build, transform } from 'esbuild'
import { characterMaps, dictionaryFiles, printFonts } from './main/resources.ts'
import { writeBundled } from './resources/packaging/bundled.ts'
import { contract, events } from './shared/contract/index.ts'

// Bundles everything that runs outside the window into dist/main, and lays resources beside it.
// CommonJS for Node 16: what the oldest supported runtime (Electron 22) takes; see docs/decisions/0003.

const root = import.meta.dirname
const out = join(root, 'dist/main')

/** Bundle name -> source. `childFile` in main/children.ts and electron-builder.yml know these names. */
const entries = {
  preload: 'main/hosts/electron/preload.ts',
  serve: 'main/hosts/serve/main.ts',
  attest: 'main/cli/attest.ts',
  'typst-child': 'main/export/typstChild.ts',
  'extract-child': 'main/capture/extractChild.ts',
  'pdf-engine': 'main/capture/pdf/engine.ts',
  'suggest-child': 'main/capture/suggest/suggestChild.ts',
}

/** zod carries its messages in forty languages, half a megabyte to parse at each start; ours are in English. */
const englishOnly = {
  name: 'english-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
}

/** A bundle of its own for what few imports need: read when it is asked for, not with the child. */
const engineApart = {
  name: 'engine-apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/engine\.ts$/ }, ({ importer }) =>
      importer.endsWith('pdf.ts') ? { path: './pdf-engine.cjs', external: true } : undefined,
    )
  },
}

const options = {
  metafile: true,
  plugins: [englishOnly, engineApart],
  absWorkingDir: root,
  outdir: out,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node16',
  sourcesContent: false,
  // Half the bytes to read and parse at a start; names stay, for whoever reads a stack.
  minifySyntax: true,
  minifyWhitespace: true,
  external: ['electron', 'sqlite3', '@myriaddreamin/typst-ts-node-compiler', 'canvas'],
  define: {
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
    // The preload names what it lets through; it gets the names, not the schemas.
    ATTEST_OPERATIONS: JSON.stringify(Object.keys(contract)),
    ATTEST_EVENTS: JSON.stringify(Object.keys(events)),
  },
  logLevel: 'warning',
}

/**
 * The Electron host: what comes before the window in one bundle, and a bundle for each dynamic import. esbuild splits ES
 * modules only, so its output goes through it once more.
 */
async function buildHost() {
  const { metafile, outputFiles } = await build({
    ...options,
    entryPoints: [{ in: 'main/hosts/electron/entry.ts', out: 'entry' }],
    format: 'esm',
    splitting: true,
    // Beside each other: a bundle finds the resources and the children from where it is.
    chunkNames: 'part-[name]-[hash]',
    sourcemap: 'inline',
    legalComments: 'inline',
    write: false,
  })
  const files = new Map()
  for (const { path, text } of outputFiles) {
    const name = basename(path)
    const { code, map } = await transform(text, {
      format: 'cjs',
      platform: 'node',
      target: 'node16',
      supported: { 'dynamic-import': false },
      sourcemap: 'external',
      sourcesContent: false,
      sourcefile: name,
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: 'inline',
    })
    files.set(name, `${code}//# sourceMappingURL=${name}.map\n`)
    files.set(`${name}.map`, map)
  }
  return { metafile, files }
}

const host = await buildHost()
const { metafile } = await build({
  ...options,
  entryPoints: Object.entries(entries).map(([name, source]) => ({ in: source, out: name })),
  format: 'cjs',
  supported: { 'dynamic-import': false },
  sourcemap: 'linked',
  legalComments: 'linked',
})
for (const [name, text] of host.files) await writeFile(join(out, name), text)

// Only now: while it is built, and when it cannot be, what was built before still runs.
const built = new Set([
  ...host.files.keys(),
  ...Object.keys(entries).flatMap((name) => [`${name}.cjs`, `${name}.cjs.map`, `${name}.cjs.LEGAL.txt`]),
])
for (const file of await readdir(out)) if (!built.has(file)) await rm(join(out, file), { recursive: true })

// A package carries neither the command line nor `serve`.
const packaged = Object.entries({ ...metafile.outputs, ...host.metafile.outputs }).filter(
  ([name]) => !/\/(?:attest|serve)\.cjs$/.test(name),
)
writeBundled(
  'main',
  packaged.flatMap(([, output]) =>
    Object.entries(output.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file),
  ),
)

const resources = join(root, 'dist/resources')
await rm(resources, { recursive: true, force: true })
await mkdir(join(resources, 'fonts'), { recursive: true })
for (const file of printFonts()) await cp(file, join(resources, 'fonts', basename(file)))
for (const id of ['en-GB', 'en-US']) {
  for (const file of Object.values(dictionaryFiles(id)))
    await cp(file, join(resources, 'dictionaries', id, basename(file)))
}
await cp(characterMaps(), join(resources, 'cmaps'), { recursive: true })
for (const name of await readdir(join(root, 'resources'))) {
  if (!['icons', 'packaging'].includes(name))
    await cp(join(root, 'resources', name), join(resources, name), { recursive: true })
}
// Windows and macOS take the window's icon from the program, Linux from here.
await cp(join(root, 'resources/icons/app/256x256.png'), join(resources, 'icon.png'))
