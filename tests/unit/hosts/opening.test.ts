import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkOpening, openingIn } from '../../../main/hosts/opening.ts'
import { keySchema } from '../../../shared/model/identity.ts'
import { linkTo } from '../../../shared/model/link.ts'

const token = '0123456789abcdef0123456789abcdef'

describe('the arguments of a start', () => {
  it.each([
    [['attest', 'Desk.attest'], '/home/someone/Desk.attest'],
    [['attest', '/data/A desk.attest'], '/data/A desk.attest'],
    // A file manager's %U.
    [['attest', 'file:///data/A%20desk%20%C3%BC.attest'], '/data/A desk ü.attest'],
    [['attest', '--remote-debugging-port=0', './x/Desk.attest'], '/home/someone/x/Desk.attest'],
  ])('%j open a library', (argv, path) => {
    expect(openingIn(argv, '/home/someone')).toEqual({ kind: 'library', path })
  })
  it.each([
    [['attest']],
    [['attest', '.']],
    [['attest', 'Notes.txt']],
    [['Desk.attest']],
    [['attest', '--library=Desk.attest']],
    [['attest', 'file://server/share%2Fx.attest']],
    [['attest', 'https://example.org/Desk.attest'.replace('.attest', '')]],
  ])('%j open nothing', (argv) => expect(openingIn(argv, '/home/someone')).toBe(null))
  it('are a link', () => {
    expect(openingIn(['attest', 'attest://show?key=cooper'], '/')).toEqual({ kind: 'entity', key: 'cooper' })
  })
})

describe('an attest: link', () => {
  it('that Attest makes leads to the key it was made for, whatever its script and length', () => {
    const letters = fc.constantFrom('a', 'z', '7', 'ü', 'р', 'य', '条', '한', '\u{20000}')
    const keys = fc
      .array(letters, { minLength: 1, maxLength: 80 })
      .map((all) => all.join(''))
      .filter((key) => keySchema.safeParse(key).success)
    fc.assert(
      fc.property(keys, (key) => {
        expect(linkOpening(linkTo(key))).toEqual({ kind: 'entity', key })
      }),
    )
    const longest = '条'.repeat(80)
    expect(linkOpening(linkTo(longest))).toEqual({ kind: 'entity', key: longest })
  })
  it('opens a library that was opened before', () => {
    expect(linkOpening(`attest://open?library=${token}`)).toEqual({ kind: 'known', token })
    expect(linkOpening(`attest://open/?library=${token}`)).toEqual({ kind: 'known', token })
  })
  it('shows something by its key, in any script', () => {
    expect(linkOpening('attest://show?key=%D1%80%D0%B5%D1%87%D1%8C-2')).toEqual({
      kind: 'entity',
      key: 'речь-2',
    })
  })
  it.each([
    'attest://open?library=/etc/passwd',
    'attest://open?library=../../Desk.attest',
    'attest://open?path=/home/someone/Desk.attest',
    `attest://open?library=${token}&key=cooper`,
    `attest://open?library=${token}#x`,
    `attest://user@open?library=${token}`,
    `attest://open:80?library=${token}`,
    `attest://open/x?library=${token}`,
    `attest:open?library=${token}`,
    `ATTEST://OPEN?library=${token}`,
    'attest://show?key=Cooper',
    'attest://show?key=cooper%00',
    'attest://show?key=%zz',
    'attest://show?key=',
    `attest://show?key=${'a'.repeat(81)}`,
    `attest://show?key=${'a'.repeat(900)}`,
    'attest://delete?key=cooper',
    'attest://export?key=cooper',
    'attest://',
    'attest:',
    ' attest://show?key=cooper',
    'attest://show?key=cooper\n--no-sandbox',
  ])('%s does nothing', (link) => expect(linkOpening(link)).toBe(null))
  it('never asks for a file, whatever it says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (text) => {
        const opening = openingIn(['attest', `attest:${text}`], '/')
        expect(opening?.kind).not.toBe('library')
      }),
      { numRuns: 2_000 },
    )
  })
})
