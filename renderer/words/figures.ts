import { plural } from './shell.ts'

/** Words of figures in a briefing. */
export const figureWords = {
  figure: 'Figure',
  numbered: (number: number): string => `Figure ${number}`,
  caption: 'Caption',
  description: 'Description',
  describeHint: 'What it shows, for those who do not see it',
  needed: 'Needs a description',
  decorative: 'Decorative',
  decorativeHint: 'It says nothing that the text does not: a screen reader passes it by.',
  width: 'Width',
  percent: (width: number): string => `${width} %`,
  replace: 'Replace…',
  copy: 'Copy',
  copyLabel: 'Copy figure',
  remove: 'Remove',
  removeLabel: 'Remove figure',
  replaceLabel: 'Replace picture',
  missing: 'This picture is not in this library.',
  missingHint: 'Replace it, or remove the figure.',
  /** What a screen reader says of the block. */
  name: (number: number | undefined, alt: string, decorative: boolean): string =>
    [
      number === undefined ? 'Figure' : `Figure ${number}`,
      decorative ? 'decorative' : alt.trim() === '' ? 'needs a description' : alt.trim(),
    ].join(', '),
  added: (count: number): string =>
    `${plural(count, 'figure')} put in. Press F2 in the caption to describe ${count === 1 ? 'it' : 'them'}.`,
  replaced: 'The picture was replaced. Check whether its description still fits.',
  copied: 'The figure was copied.',
  leftOut: (parts: readonly string[]): string =>
    `Left out of the drawing, since it would run, move or be fetched: ${parts.join(', ')}.`,
  notBrought: (count: number): string =>
    `${plural(count, 'picture')} of another library could not be brought along: only ${count === 1 ? 'its caption' : 'their captions'} came.`,
  notFetched: (count: number): string =>
    `${plural(count, 'picture')} left out: ${count === 1 ? 'it is' : 'they are'} not in what was copied, and Attest fetches nothing.`,
}
