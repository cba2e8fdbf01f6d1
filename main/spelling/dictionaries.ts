import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AddedDictionary } from '../../shared/contract/spelling.ts'
import { AttestError } from '../../shared/model/error.ts'
import { isEnglish } from '../../shared/spelling/english.ts'
import type { Dictionary } from '../../shared/spelling/speller.ts'
import { dictionaryFiles } from '../resources.ts'
import { diskError, writeWhole } from '../wholeFile.ts'
import { readHunspell } from './hunspell.ts'

/** Spelling dictionaries: those that Attest brings, and those that a person added from files. None is ever fetched. */
export interface Dictionaries {
  /** The added ones, in order of their names. */
  list(): Promise<AddedDictionary[]>
  /** The texts of one. Rejects with `not-found`. */
  read(id: string): Promise<Dictionary>
  /**
   * Keeps one in the data folder; one of the same name is replaced.
   *
   * @param name of the `.dic` file
   * Rejects with `unsupported`, `too-large` or `damaged` for files that are no Hunspell dictionary, or a disk error.
   */
  add(name: string, aff: Uint8Array, dic: Uint8Array): Promise<AddedDictionary>
  remove(id: string): Promise<void>
}

/** Ids of added ones begin so: none can pass for one that Attest brings. */
const added = 'own-'

/** @param dataDir where the machine's settings are; the dictionaries lie in a folder of it */
export function openDictionaries(dataDir: string): Dictionaries {
  const folder = join(dataDir, 'dictionaries')
  const file = (id: string, ending: 'aff' | 'dic'): string => join(folder, `${id}.${ending}`)
  const describe = async (id: string): Promise<AddedDictionary> => ({
    id,
    entries: Number.parseInt((await readFile(file(id, 'dic'), 'utf8')).slice(0, 20), 10) || 0,
  })
  const kept = (error: unknown): never => {
    throw diskError(error, folder, 'The dictionaries that were there are as they were.')
  }

  return {
    list: async () => {
      const names = await readdir(folder).catch(() => [] as string[])
      const ids = names.filter((name) => name.endsWith('.dic')).map((name) => name.slice(0, -'.dic'.length))
      const whole = ids.filter((id) => id.startsWith(added) && names.includes(`${id}.aff`))
      return Promise.all(whole.sort().map(describe))
    },
    read: async (id) => {
      const files = isEnglish(id) ? dictionaryFiles(id) : { aff: file(id, 'aff'), dic: file(id, 'dic') }
      try {
        return { aff: await readFile(files.aff, 'utf8'), dic: await readFile(files.dic, 'utf8') }
      } catch (cause) {
        throw new AttestError(
          'not-found',
          `The dictionary “${id}” is not here.`,
          'Choose another in the settings, or add its files again.',
          { cause },
        )
      }
    },
    add: async (name, aff, dic) => {
      const texts = readHunspell(name, aff, dic)
      const short = name.replace(/\.dic$/i, '').replace(/[^A-Za-z\d]+/g, '-')
      const id = `${added}${short.replace(/^-|-$/g, '').slice(0, 50) || 'dictionary'}`
      await mkdir(folder, { recursive: true }).catch(kept)
      await writeWhole(file(id, 'aff'), Buffer.from(texts.aff)).catch(kept)
      await writeWhole(file(id, 'dic'), Buffer.from(texts.dic)).catch(kept)
      return describe(id)
    },
    remove: async (id) => {
      if (!id.startsWith(added)) return
      for (const ending of ['dic', 'aff'] as const) await rm(file(id, ending), { force: true }).catch(kept)
    },
  }
}
