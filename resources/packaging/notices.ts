import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readBundled } from './bundled.ts'
import { standardText } from './licenceTexts.ts'
import { type Part, writeSbom } from './sbom.ts'

// The last step of `npm run build`: the licences of everything that is in the product, and its SBOM, made of what the
// bundlers put in rather than of what is installed. It fails when a licence is missing.

const root = join(import.meta.dirname, '../..')

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly author?: string | { readonly name: string }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>
}

/** In the archive as they are, with what they need at run time. */
const unbundled = ['sqlite3', '@myriaddreamin/typst-ts-node-compiler']
/** Needed to install, build or fetch `sqlite3`, never to run it. */
const installOnly = new Set(['prebuild-install', 'node-addon-api', 'tar', 'node-gyp'])
/** Licences that a package tells its reader and not its package.json. */
const toldElsewhere: Readonly<Record<string, string>> = { format: 'MIT' }
const printFonts = ['source-serif-4', 'source-sans-3', 'source-code-pro'].map(
  (family) => `node_modules/@expo-google-fonts/${family}`,
)

const dictionaries = ['dictionary-en', 'dictionary-en-gb'].map((name) => `node_modules/${name}`)

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
function manifest(folder: string): Manifest {
  const found = JSON.parse(read(`${folder}/package.json`)) as Manifest
  return { ...found, license: found.license ?? toldElsewhere[found.name] }
}

/** The folders of a package and of what it needs at run time, as far as installed. */
function withDependencies(name: string, seen = new Set<string>()): Set<string> {
  const folder = `node_modules/${name}`
  if (seen.has(folder) || installOnly.has(name) || !existsSync(join(root, folder))) return seen
  seen.add(folder)
  const { dependencies, optionalDependencies } = manifest(folder)
  for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) {
    withDependencies(dependency, seen)
  }
  return seen
}

/** What is printed in a licence file of the package; else the standard text with the author's name. */
function licenceText(folder: string, { name, license, author }: Manifest): string {
  const files = readdirSync(join(root, folder)).filter((file) =>
    /^(?:licen[cs]e|copying|notice|ofl)(?:[._-].*)?$/i.test(file),
  )
  if (files.length > 0) return files.map((file) => read(`${folder}/${file}`).trim()).join('\n\n')
  const holder = (typeof author === 'string' ? author : author?.name)?.replace(/\s*[<(].*$/, '')
  return standardText(license ?? '', holder ?? `the authors of ${name}`)
}

function partOf(folder: string, integrity: string | undefined): Part {
  const found = manifest(folder)
  if (found.license === undefined) throw new Error(`${found.name} names no licence`)
  return {
    name: found.name,
    version: found.version,
    license: found.license,
    text: licenceText(folder, found),
    npm: true,
    integrity: integrity ?? null,
    usedBy: null,
  }
}

/** What is in the product and not on npm by itself: the runtime, and what native modules were built of. */
function others(): Part[] {
  const electron = manifest('node_modules/electron')
  const gypi = read('node_modules/sqlite3/deps/common-sqlite.gypi')
  const number = Number(/'sqlite_version%':\s*'(\d+)'/.exec(gypi)?.[1] ?? Number.NaN)
  // 3450100 is 3.45.1: https://www.sqlite.org/c3ref/c_source_id.html
  const sqlite = [
    Math.floor(number / 1_000_000),
    Math.floor(number / 10_000) % 100,
    Math.floor(number / 100) % 100,
  ]
  if (sqlite.some(Number.isNaN)) throw new Error('sqlite3 does not say which SQLite it was built of')
  return [
    {
      name: 'Electron',
      version: electron.version,
      license: 'MIT',
      text: read('node_modules/electron/LICENSE').trim(),
      npm: false,
      integrity: null,
      usedBy: null,
    },
    {
      name: 'Chromium, Node.js and what they contain',
      version: `of Electron ${electron.version}`,
      license: 'BSD-3-Clause and others',
      text: 'Their notices are a page of several megabytes: LICENSES.chromium.html, beside the program.',
      npm: false,
      integrity: null,
      usedBy: 'Electron',
    },
    {
      name: 'SQLite',
      version: sqlite.join('.'),
      license: 'blessing',
      text: 'The authors of SQLite have dedicated its code to the public domain.',
      npm: false,
      integrity: null,
      usedBy: 'sqlite3',
    },
  ]
}

const { packages } = JSON.parse(read('package-lock.json')) as Lock
const folders = new Set([
  ...readBundled('main'),
  ...readBundled('window'),
  ...unbundled.flatMap((name) => [...withDependencies(name)]),
  ...printFonts,
  ...dictionaries,
])
const parts = [
  ...[...folders].map((folder) => partOf(folder, packages[folder]?.integrity)),
  ...others(),
].sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'))

const product = manifest('.')
const licences = [
  {
    name: 'Attest',
    version: product.version,
    license: product.license ?? '',
    text: read('LICENSE').trim(),
  },
  ...parts.map(({ name, version, license, text }) => ({ name, version, license, text })),
]
mkdirSync(join(root, 'dist/resources'), { recursive: true })
writeFileSync(join(root, 'dist/resources/licenses.json'), `${JSON.stringify(licences, null, 1)}\n`)
writeFileSync(join(root, 'dist/sbom.cdx.json'), writeSbom(product, parts))
