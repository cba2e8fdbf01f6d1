import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { EnglishDictionary } from '../shared/spelling/english.ts'

/** Whether this runs from a build rather than from the sources. */
const bundled = import.meta.filename.endsWith('.cjs')

/** A file or folder under `resources/`: laid beside the bundle by the build, in its place in a checkout. */
export const resourcePath = (...parts: string[]): string =>
  join(import.meta.dirname, '../resources', ...parts)

/** Where the files of a bundled spelling dictionary are: `en-GB`, `en-US`. */
export function dictionaryFiles(id: EnglishDictionary): { aff: string; dic: string } {
  const { resolve } = createRequire(join(import.meta.dirname, 'resources.ts'))
  const at = bundled ? resourcePath('dictionaries', id) : dirname(resolve(dictionaryPackages[id]))
  return { aff: join(at, 'index.aff'), dic: join(at, 'index.dic') }
}

/** The folder of the character maps of East Asian fonts, which PDFs name instead of holding them. */
export function characterMaps(): string {
  const { resolve } = createRequire(join(import.meta.dirname, 'resources.ts'))
  return bundled ? resourcePath('cmaps') : join(dirname(resolve('pdfjs-dist/package.json')), 'cmaps')
}

export const dictionaryPackages: Readonly<Record<EnglishDictionary, string>> = {
  'en-GB': 'dictionary-en-gb',
  'en-US': 'dictionary-en',
}

const families = {
  'source-serif-4': ['400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic'],
  'source-sans-3': ['400Regular', '400Regular_Italic', '600SemiBold'],
  'source-code-pro': ['400Regular'],
}

const ttfIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ttf'))
    .sort()
    .map((name) => join(folder, name))

/** Paths of the eight TrueType files of the printed page, in a fixed order. */
export function printFonts(): string[] {
  if (bundled) return ttfIn(resourcePath('fonts'))
  const { resolve } = createRequire(join(import.meta.dirname, 'resources.ts'))
  return Object.entries(families).flatMap(([family, faces]) => {
    const folder = dirname(resolve(`@expo-google-fonts/${family}/package.json`))
    return faces.flatMap((face) => ttfIn(join(folder, face)))
  })
}
