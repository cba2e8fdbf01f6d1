import type { CommandEntry } from './entry.ts'

/** Talking about a briefing. */
export const reviewingCommands = {
  'comment.add': {
    title: 'Comment on the selection',
    menu: 'Comment',
    group: 'Reviewing',
    place: 'briefing',
    keys: ['Mod+Alt+M'],
  },
  'comment.next': {
    title: 'Next comment',
    menu: 'Next Comment',
    group: 'Reviewing',
    place: 'briefing',
    keys: ['F9'],
  },
  'comment.previous': {
    title: 'Previous comment',
    menu: 'Previous Comment',
    group: 'Reviewing',
    place: 'briefing',
    keys: ['Shift+F9'],
  },
} as const satisfies Readonly<Record<string, CommandEntry>>
