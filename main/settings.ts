import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { firstPreferences, type Preferences, preferencesSchema } from '../shared/contract/settings.ts'
import { writeWhole } from './wholeFile.ts'

/** A file of an earlier Attest lacks what came later: that begins as it does on a new machine. */
const preferences = z.object({
  theme: preferencesSchema.shape.theme,
  textSize: preferencesSchema.shape.textSize.default(firstPreferences.textSize),
  longTexts: preferencesSchema.shape.longTexts.default(firstPreferences.longTexts),
  template: preferencesSchema.shape.template.default(firstPreferences.template),
  paper: preferencesSchema.shape.paper.default(firstPreferences.paper),
  language: preferencesSchema.shape.language.default(firstPreferences.language),
  dim: preferencesSchema.shape.dim.default(firstPreferences.dim),
  typewriter: preferencesSchema.shape.typewriter.default(firstPreferences.typewriter),
  keyMap: preferencesSchema.shape.keyMap.default(firstPreferences.keyMap),
  // A line that somebody spoilt by hand costs these keys, not the libraries opened before.
  ownKeys: preferencesSchema.shape.ownKeys.catch(firstPreferences.ownKeys),
  spelling: preferencesSchema.shape.spelling.default(firstPreferences.spelling),
  suggestions: preferencesSchema.shape.suggestions.default(firstPreferences.suggestions),
  dictionary: preferencesSchema.shape.dictionary.default(firstPreferences.dictionary),
  tourStep: preferencesSchema.shape.tourStep.default(firstPreferences.tourStep),
  tourOffered: preferencesSchema.shape.tourOffered.default(firstPreferences.tourOffered),
} satisfies Record<keyof Preferences, z.ZodType>)

const settingsSchema = preferences.extend({
  version: z.literal(1),
  /** Libraries opened before, the newest first. */
  recent: z.array(z.object({ token: z.string(), path: z.string(), openedAt: z.number() })),
  /** Libraries whose place was warned of and whose person put the warning away, by path and service. */
  warned: z.array(z.string()).default([]),
  /** Words that the person added, for every library. */
  words: z.array(z.string()).default([]),
  window: z
    .object({
      x: z.int().optional(),
      y: z.int().optional(),
      width: z.int(),
      height: z.int(),
      maximized: z.boolean(),
    })
    .nullable(),
})
export type MachineSettings = z.infer<typeof settingsSchema>

const fresh: MachineSettings = {
  version: 1,
  ...firstPreferences,
  recent: [],
  warned: [],
  words: [],
  window: null,
}

/** The machine's settings: one JSON file, read once, written whole and atomically. */
export interface Settings {
  get(): MachineSettings
  /** Changes some of them; fulfilled when the file is on the disk. Rejects as `writeWhole` does. */
  set(change: Partial<MachineSettings>): Promise<void>
}

/**
 * Reads `settings.json` in `dataDir`. A file that is not what it should be is renamed to `settings.damaged-TIME.json`
 * and fresh settings are used: they hold nothing that cannot be chosen again, but a person may want to look.
 */
export function openSettings(dataDir: string, now: () => number): Settings {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'settings.json')
  let settings = read(file) ?? fresh
  let writing: Promise<void> = Promise.resolve()

  function read(path: string): MachineSettings | null {
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch {
      return null
    }
    try {
      return settingsSchema.parse(JSON.parse(text))
    } catch {
      renameSync(path, join(dataDir, `settings.damaged-${now()}.json`))
      return null
    }
  }

  return {
    get: () => settings,
    set: (change) => {
      settings = { ...settings, ...change }
      const text = `${JSON.stringify(settings, null, 2)}\n`
      // In order, so that the last change is the one that stays; an earlier failure does not stop a later write.
      writing = writing.catch(() => undefined).then(() => writeWhole(file, Buffer.from(text)))
      return writing
    },
  }
}
