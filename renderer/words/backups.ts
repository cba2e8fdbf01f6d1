/** Words about backups, restoring and purging. */
export const backupWords = {
  making: 'Making a backup…',
  made: (name: string): string => `Backup made and checked: ${name}`,
  show: 'Show it',
  offer: 'Restore a backup…',
  offerOf: (name: string): string => `Restore a backup of ${name}…`,
  title: (name: string): string => `Restore a backup of ${name}`,
  detail: (folder: string): string => `Kept in ${folder} and beside the library.`,
  looking: 'Looking into the backups…',
  none: 'There is no backup of this library yet.',
  noneDetail: 'Attest makes one a day while a library is open, and whenever you ask: File, Back Up Now.',
  kinds: {
    daily: 'Daily',
    asked: 'On request',
    update: 'Before an update',
    aside: 'Before a restore',
  },
  holds: (sources: number, briefings: number): string =>
    `${sources.toLocaleString('en')} ${sources === 1 ? 'source' : 'sources'}, ${briefings.toLocaleString('en')} ${briefings === 1 ? 'briefing' : 'briefings'}`,
  safe: 'The library as it is now is kept beside it, under a name with the date. Nothing is deleted.',
  restore: 'Restore',
  restoring: 'Restoring…',
  stop: 'Stop',
  cancel: 'Cancel',
  restored: (when: string): string => `The library is open as it was on ${when}.`,
  aside: (name: string): string => `The one from before is kept as ${name}.`,
  notices: 'Notices',
  dismiss: 'Put away',
  purgeTitle: (key: string): string => `Purge ${key} for good`,
  purgeDetail: 'It cannot be brought back, not from its versions and not by undo.',
  purgeWhat: (title: string): string => `“${title}” goes from the library, its history and its search.`,
  goesToo: (parts: string): string => `With it go ${parts}.`,
  count: (count: number, one: string, several: string): string =>
    `${count.toLocaleString('en')} ${count === 1 ? one : several}`,
  cited: (count: number): string =>
    count === 1
      ? 'One place in a briefing cites it and will point at nothing:'
      : `${count.toLocaleString('en')} places in briefings cite it and will point at nothing:`,
  spoken: (keys: string): string => `These lose their speaker: ${keys}.`,
  force: 'Purge it although it is cited',
  backupsHold: (count: number): string =>
    count === 1 ? 'One backup still holds it.' : `${count.toLocaleString('en')} backups still hold it.`,
  redo: 'Delete these backups too, and make a new one',
  purge: 'Purge for good',
  purging: 'Purging…',
  purged: (key: string): string => `${key} is purged.`,
  outside: 'Files you exported, and copies elsewhere, stay as they are.',
}
