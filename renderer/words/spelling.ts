const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

/** Words of spelling: the menu at a word, the list of misspellings, the settings. */
export const spellingWords = {
  tab: 'Spelling',
  count: (count: number): string => plural(count, 'misspelling'),
  menu: (word: string): string => `Spelling of “${word}”`,
  noSuggestions: 'No suggestions',
  addPersonal: 'Add to my words',
  addLibrary: 'Add to this library’s words',
  ignore: 'Ignore here',
  replaced: (word: string, by: string): string => `“${word}” replaced by “${by}”.`,
  added: (word: string): string => `“${word}” is on the list of words.`,
  ignored: (word: string): string => `“${word}” is ignored here until the briefing is closed.`,
  shown: (word: string, at: number, of: number): string =>
    `Not in the dictionary: ${word}. Misspelling ${at} of ${of}.`,
  none: 'No misspellings.',
  noneHere: 'The word at the caret is in the dictionary.',
  off: 'Spelling is off, or there is no dictionary for this briefing’s language.',
  emptyTitle: 'Nothing misspelt',
  emptyText: 'Every word is in the dictionary, on a list of words, or a name of this library.',
  offTitle: 'Spelling is not checked',
  offText:
    'It is switched off, or no dictionary fits this briefing’s language. The settings have both; a dictionary can be added from a file.',
  failedTitle: 'The dictionary cannot be used',
  failedText: 'Choose another in the settings, or add its two files again.',
  loading: 'Reading the dictionary…',
  settings: 'Open the settings',
  more: (count: number): string => `And ${count} more: correct some of these first.`,
  goTo: (word: string): string => `Show “${word}” and what may have been meant`,
  part: 'Spelling',
  check: 'Mark misspelt words in briefings',
  dictionary: 'Dictionary',
  dictionaryHint: 'Dictionaries are on this computer. Attest never fetches one.',
  dictionaries: {
    briefing: 'English, as each briefing’s language says',
    'en-GB': 'English (United Kingdom)',
    'en-US': 'English (United States)',
  } as Readonly<Record<string, string>>,
  own: (id: string): string => id.replace(/^own-/u, '').replace(/-/gu, ' '),
  addDictionary: 'Add a dictionary from files…',
  addDictionaryHint:
    'A Hunspell dictionary’s .aff and .dic file, chosen together: LibreOffice and Firefox bring such files.',
  removeDictionary: 'Remove this dictionary',
  twoFiles: 'Choose the .aff and the .dic file of one dictionary together.',
  dictionaryAdded: (name: string, entries: number): string =>
    `“${name}” is here, with ${entries.toLocaleString('en')} entries.`,
  personal: 'My words',
  personalHint: 'Right in every library on this computer.',
  library: 'This library’s words',
  libraryHint:
    'They are kept in the library’s file. Its speakers and publishers are known without being here.',
  add: 'Add',
  newWord: 'A word to add',
  badWord: 'A word has letters, apostrophes and hyphens, and no spaces.',
  remove: (word: string): string => `Remove “${word}”`,
} as const
