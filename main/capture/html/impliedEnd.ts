/**
 * Which open element ends where a start tag follows although its end tag was left out (HTML §13.1.2.4, "Optional
 * tags"): `<p>` before a block, `<li>` before `<li>` and so on.
 */
export const impliedEnd = (startTag: string): ReadonlySet<string> | undefined => ends.get(startTag)

const paragraph = new Set(['p'])
const blocks =
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul'
const formControls = new Set(['option', 'optgroup'])
const definitions = new Set(['p', 'dt', 'dd'])
const cells = new Set(['p', 'td', 'th'])
const rows = new Set(['p', 'td', 'th', 'tr'])
const rowGroups = new Set(['p', 'td', 'th', 'tr', 'thead', 'tbody', 'tfoot'])

const ends = new Map<string, ReadonlySet<string>>([
  ...blocks.split(' ').map((name): [string, ReadonlySet<string>] => [name, paragraph]),
  ['li', new Set(['p', 'li'])],
  ['dt', definitions],
  ['dd', definitions],
  ['td', cells],
  ['th', cells],
  ['tr', rows],
  ['thead', rowGroups],
  ['tbody', rowGroups],
  ['tfoot', rowGroups],
  ['option', formControls],
  ['optgroup', formControls],
  ['rt', new Set(['rt', 'rp'])],
  ['rp', new Set(['rt', 'rp'])],
])
