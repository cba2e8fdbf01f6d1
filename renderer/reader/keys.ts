import { readerWords } from '../words/reader.ts'

const words = readerWords.commands

/** The reader's commands with their keys: the reader registers them, the sheet of shortcuts shows them everywhere. */
export const readerKeys = {
  'reader.quote': { title: words.quote, keys: ['Q'] },
  'reader.claim': { title: words.claim, keys: ['C'] },
  use: { title: words.use, keys: ['U'] },
  'reader.next-mark': { title: words.nextMark, keys: ['J'] },
  'reader.previous-mark': { title: words.previousMark, keys: ['K'] },
  'reader.sentence': { title: words.nextSentence, keys: ['.'] },
  'reader.sentence-back': { title: words.previousSentence, keys: [','] },
  'reader.grow': { title: words.addSentence, keys: ['>'] },
  'reader.shrink': { title: words.dropSentence, keys: ['<'] },
  'reader.end': { title: words.endForward, keys: ['Shift+ArrowRight'] },
  'reader.end-back': { title: words.endBack, keys: ['Shift+ArrowLeft'] },
  'reader.start': { title: words.startForward, keys: ['Alt+Shift+ArrowRight'] },
  'reader.start-back': { title: words.startBack, keys: ['Alt+Shift+ArrowLeft'] },
  find: { title: readerWords.find, keys: ['Mod+F', '/'] },
} as const
