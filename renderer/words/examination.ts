/** Words of the dialog that examines a library and makes a repaired copy of a damaged one. */
export const examinationWords = {
  title: 'Examine library',
  detail: 'Reads every part of the library and changes nothing.',
  offer: 'Examine and repair a copy…',
  examining: (name: string): string => `Examining ${name}`,
  starting: 'Beginning',
  sound: 'Nothing is wrong with this library.',
  soundDetail: 'Every page, every row, every search index and the bytes of every capture were read.',
  found: (count: number): string =>
    count === 1 ? 'One problem was found' : `${count.toLocaleString('en')} problems were found`,
  more: (count: number): string => `and ${count.toLocaleString('en')} more`,
  damagedDetail:
    'A repaired copy holds everything that can still be read, and lists what is lost. The damaged library is only read: keep it until you have looked at the copy.',
  closeFirst: 'The library is closed for it; everything you wrote is saved.',
  repair: 'Repair a copy…',
  repairing: (name: string): string => `Writing ${name}`,
  stop: 'Stop',
  stopping: 'Stopping',
  stopped: 'Stopped. Nothing was made.',
  repaired: (name: string): string => `${name} is made and sound`,
  rows: (rows: number): string => `${rows.toLocaleString('en')} rows were taken over.`,
  whole: 'Nothing was lost.',
  counts: (lost: number, doubtful: number, restored: number): string =>
    `Lost: ${lost.toLocaleString('en')}. Kept, but perhaps not as it was: ${doubtful.toLocaleString('en')}. Restored: ${restored.toLocaleString('en')}.`,
  lost: 'Lost',
  doubtful: 'Doubtful',
  restored: 'Restored',
  open: 'Open the repaired copy',
  close: 'Close',
} as const
