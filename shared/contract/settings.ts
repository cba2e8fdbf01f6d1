import { z } from 'zod'
import { headerSchema } from '../document/header.ts'
import { templateNameSchema } from '../document/templates.ts'
import { operation } from './operation.ts'
import { dictionaryIdSchema } from './spelling.ts'

/** A chord such as `Mod+Shift+L`, or a sequence of two such as `G S`. */
const chordSchema = z
  .string()
  .max(60)
  .regex(/^(?:(?:Mod\+)?(?:Alt\+)?(?:Shift\+)?(?:[^\s]|[A-Za-z]+\d*))(?: (?:[^\s]|[A-Za-z]+))?$/u)

/** Keys of a person's own, by command. */
export const ownKeysSchema = z
  .record(z.string().max(60), z.array(chordSchema).max(6).readonly())
  .refine((keys) => Object.keys(keys).length <= 400, 'too many commands')

/** What a person chooses once for this machine. */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Size of the text in the reader and on the page of a briefing. */
  textSize: z.enum(['small', 'normal', 'large', 'largest']),
  /** Of a long briefing: what is near the window is in the page, or all of it, for programs that read the page. */
  longTexts: z.enum(['near', 'whole']),
  /** What a new briefing begins with. */
  template: templateNameSchema,
  paper: headerSchema.shape.paper,
  language: headerSchema.shape.language,
  /** Whether words are marked that the dictionary does not have. */
  spelling: z.boolean(),
  /** Whether quotes and claims are suggested in the reader. */
  suggestions: z.boolean(),
  /** `briefing`: the English of each briefing's language; else a dictionary. */
  dictionary: dictionaryIdSchema,
  /** The step of the tour that was reached, from 1; 0 before it was begun, and again when it was gone through. */
  tourStep: z.int().min(0).max(5),
  /** Paragraphs other than the caret's are dimmed. */
  dim: z.boolean(),
  /** The line that is written in stays where it is, and the page scrolls. */
  typewriter: z.boolean(),
  /** Whose keys the text takes besides Attest's own. */
  keyMap: z.enum(['attest', 'word']),
  /** Keys that stand instead of those that the commands have otherwise. */
  ownKeys: ownKeysSchema,
  /** The first page offers the tour until it was taken or declined. */
  tourOffered: z.boolean(),
})
export type Preferences = z.infer<typeof preferencesSchema>

export const firstPreferences: Preferences = {
  theme: 'system',
  textSize: 'normal',
  longTexts: 'near',
  template: 'decision-memo',
  paper: 'a4',
  language: 'en-GB',
  spelling: true,
  suggestions: true,
  dictionary: 'briefing',
  tourStep: 0,
  dim: false,
  typewriter: false,
  keyMap: 'attest',
  ownKeys: {},
  tourOffered: true,
}

export const settingsOperations = {
  'settings.get': operation(z.object({}), preferencesSchema),
  /** Changes those that are given. */
  'settings.set': operation(preferencesSchema.partial(), z.object({})),
  /** The person's name in the history of the open library; it is in no exported file. */
  'library.author': operation(z.object({}), z.object({ name: z.string() })),
  'library.setAuthor': operation(z.object({ name: z.string().max(200) }), z.object({})),
  /** Tells the host which commands can be used in this window now, so that its menu shows the others as such. */
  'app.commands': operation(z.object({ enabled: z.array(z.string().max(60)).max(200) }), z.object({})),
}
