import { plural } from './shell.ts'

/** Words of the statistics of a briefing. */
export const statisticsWords = {
  title: 'Statistics',
  close: 'Close',
  words: 'Words',
  characters: 'Characters, without spaces',
  paragraphs: 'Paragraphs',
  reading: 'To read',
  speaking: 'To read aloud',
  minutes: (count: number): string => `about ${plural(count, 'minute')}`,
  citations: 'Citations',
  notes: 'Notes',
  cited: 'Claims, quotes and sources cited',
  quotations: 'Bound quotations',
  quotedWords: 'Words in them',
  ofWords: (count: number, percent: number): string => `${count.toLocaleString('en')} (${percent} %)`,
  uncited: 'Paragraphs that cite nothing',
  show: 'Show the first',
}
