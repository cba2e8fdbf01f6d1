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
  'suggest.toggle': {
    title: 'Suggest changes',
    menu: 'Suggest Changes',
    group: 'Reviewing',
    place: 'briefing',
    keys: ['Mod+Shift+E'],
  },
  'suggest.next': {
    title: 'Next suggestion',
    menu: 'Next Suggestion',
    group: 'Reviewing',
    place: 'briefing',
    keys: ['Mod+F9'],
  },
  'suggest.previous': {
    title: 'Previous suggestion',
    menu: 'Previous Suggestion',
    group: 'Reviewing',
    place: 'briefing',
    keys: ['Mod+Shift+F9'],
  },
  'suggest.accept': {
    title: 'Accept the suggestion at the caret',
    menu: 'Accept Suggestion',
    group: 'Reviewing',
    place: 'briefing',
    keys: ['Mod+Alt+Enter'],
  },
  'suggest.reject': {
    title: 'Reject the suggestion at the caret',
    menu: 'Reject Suggestion',
    group: 'Reviewing',
    place: 'briefing',
    keys: ['Mod+Alt+Backspace'],
  },
  'suggest.accept-all': {
    title: 'Accept all suggestions',
    menu: 'Accept All Suggestions',
    group: 'Reviewing',
    place: 'briefing',
  },
  'suggest.reject-all': {
    title: 'Reject all suggestions',
    menu: 'Reject All Suggestions',
    group: 'Reviewing',
    place: 'briefing',
  },
  'suggest.list': {
    title: 'All suggestions',
    menu: 'All Suggestions',
    group: 'Reviewing',
    place: 'briefing',
  },
} as const satisfies Readonly<Record<string, CommandEntry>>
