import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { recognise } from '../../../main/capture/kinds.ts'
import { filesOf } from '../../../main/capture/references/bibtex.ts'
import { bibtexNames } from '../../../main/capture/references/bibtexNames.ts'
import { isReferenceKind } from '../../../main/capture/references/formats.ts'
import { latexToText } from '../../../main/capture/references/latex.ts'
import { medlineDate } from '../../../main/capture/references/nbib.ts'
import { extractReferences } from '../../../main/capture/references/read.ts'
import { referenceSchema } from '../../../main/capture/references/reference.ts'
import { risDate } from '../../../main/capture/references/ris.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { root } from '../../parts.ts'

/** Reads a file as capture does: its kind by its content. */
function read(name: string, content: Uint8Array | string) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const kind = recognise(name, bytes)
  if (!isReferenceKind(kind)) throw new Error(`${name} was taken for ${kind}`)
  const { references } = extractReferences({ name, kind, bytes, extent: 'article' })
  if (references === undefined) throw new Error('no references')
  return {
    ...references,
    kind,
    references: references.references.map((json) => referenceSchema.parse(JSON.parse(json))),
  }
}
const fixture = (name: string) => read(name, readFileSync(join(root, 'tests/fixtures/references', name)))
const error = (work: () => unknown): AttestError => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof AttestError) return thrown
    throw thrown
  }
  throw new Error('nothing was thrown')
}

describe('a file of references', () => {
  it('of Zotero in RIS gives its records, with documents, dates to what is known, and corporate authors', () => {
    const { kind, references, problems } = fixture('zotero.ris')
    expect([kind, problems]).toEqual(['ris', []])
    expect(references).toMatchObject([
      {
        type: 'article-journal',
        line: 1,
        fields: { DOI: '10.1002/j.1538-7305.1948.tb01338.x', page: '379-423', ISSN: '0005-8580', issue: '3' },
        names: { author: [{ family: 'Shannon', given: 'C. E.' }] },
        issued: { edtf: '1948-07', printed: '' },
        accessed: { edtf: '2026-03-12', printed: '' },
        keywords: ['entropy', 'channel capacity'],
        files: ['files/12/shannon.txt'],
      },
      {
        type: 'report',
        fields: { ISBN: '0-16-072304-3', 'publisher-place': 'Washington, D.C.' },
        names: { author: [{ literal: 'National Commission on Terrorist Attacks Upon the United States' }] },
        issued: { edtf: '2004-07-22', printed: '' },
      },
    ])
    expect(references[1]?.fields.number).toBeUndefined()
  })

  it('of EndNote in RIS: lost ends, lines that go on, and a lost beginning with its line', () => {
    const { references, problems } = fixture('endnote.ris')
    expect(references).toMatchObject([
      {
        key: '41',
        type: 'chapter',
        line: 4,
        fields: {
          title: 'The General and Logical Theory of Automata',
          'container-title': 'Collected Works',
          page: '288-328',
          abstract: 'First read in 1948.\n\nIt compares automata\nwith the nervous system.',
        },
        names: { editor: [{ family: 'Taub', given: 'A. H.' }] },
        issued: { edtf: '1963', printed: '' },
      },
      { type: 'article-newspaper', issued: { edtf: '1912-04-16', printed: '' } },
    ])
    expect(problems).toMatchObject([{ line: 25, what: 'Lost, Head' }])
  })

  it('of PubMed: wrapped titles, short names, DOIs and groups', () => {
    const { kind, references } = fixture('pubmed.nbib')
    expect(kind).toBe('nbib')
    expect(references).toMatchObject([
      {
        fields: {
          title: 'Molecular structure of nucleic acids; a structure for deoxyribose nucleic acid',
          PMID: '13054692',
          DOI: '10.1038/171737a0',
          language: 'en',
        },
        names: {
          author: [
            { family: 'WATSON', given: 'J. D.' },
            { family: 'CRICK', given: 'F. H.' },
          ],
        },
        issued: { edtf: '1953-04-25', printed: '1953 Apr 25' },
      },
      {
        names: {
          author: [
            { family: 'Lander', given: 'E S' },
            { family: 'Linton', given: 'L M' },
            { literal: 'International Human Genome Sequencing Consortium' },
          ],
        },
      },
    ])
  })

  it('in BibLaTeX: strings, months, crossref, remarks, names, LaTeX, paths; one not closed is named', () => {
    const { kind, references, problems } = fixture('biblatex.bib')
    expect(kind).toBe('bibtex')
    expect(references.map(({ key, type, line }) => [key, type, line])).toEqual([
      ['Shannon1948', 'article-journal', 7],
      ['goedel', 'book', 20],
      ['poussin', 'paper-conference', 27],
      ['whole', 'book', 39],
      ['web', 'post-weblog', 42],
    ])
    expect(references).toMatchObject([
      {
        fields: {
          title: 'A Mathematical Theory of Communication',
          'container-title': 'Bell System Technical Journal',
          DOI: '10.1002/j.1538-7305.1948.tb01338.x',
        },
        issued: { edtf: '1948-07-01', printed: '' },
        files: ['files/12/shannon.txt', 'C:\\Users\\ana\\secret.txt'],
      },
      {
        fields: {
          title: 'Über formal unentscheidbare Sätze der Principia Mathematica: und verwandter Systeme I',
          language: 'de',
        },
      },
      {
        fields: {
          title: "On α-Decay, H₂O & 50 % of Ångstrøm's “Rules”",
          'container-title': 'The Whole',
          ISBN: '0-12-345678-9',
        },
        names: {
          author: [
            {
              family: 'Vallée Poussin',
              given: 'Charles Louis Xavier Joseph',
              'non-dropping-particle': 'de la',
            },
            { family: 'Beethoven', given: 'Ludwig', 'non-dropping-particle': 'van' },
            { literal: 'World Health Organization' },
            { family: 'King', given: 'Martin Luther', suffix: 'Jr.' },
          ],
          editor: [{ family: 'Ruyt', given: 'Étienne', 'non-dropping-particle': 'de' }],
        },
        issued: { edtf: '1999-10/1999-11', printed: 'October-November 1999' },
      },
      {},
      {
        fields: { URL: 'https://www.nasa.gov/history/apollo-11_overview/?a=1&b=2' },
        issued: { edtf: '2019-07~', printed: '' },
      },
    ])
    expect(problems).toMatchObject([{ line: 37, what: 'bad' }])
    expect(problems[0]?.message).toContain('before line 39')
  })

  it('of Mendeley in CSL-JSON: what is no item is named, the others are read', () => {
    const { kind, references, problems } = fixture('mendeley.json')
    expect(kind).toBe('csl-json')
    expect(references).toMatchObject([
      { key: 'ITEM-1', line: 2, issued: { edtf: '1937', printed: '' } },
      {
        key: 'ITEM-2',
        type: 'thesis',
        line: 7,
        names: { author: [{ family: 'Broglie', given: 'Louis', 'non-dropping-particle': 'de' }] },
      },
    ])
    expect(problems).toMatchObject([{ what: 'item 2' }])
  })

  it('of EndNote in XML: looks left out, forbidden characters dropped, its folder of PDFs', () => {
    const { kind, references, attachments } = fixture('endnote.xml')
    expect([kind, attachments]).toEqual(['endnote', 'Ports.Data/PDF'])
    expect(references).toMatchObject([
      {
        fields: { title: 'Zur Elektrodynamik bewegter Körper', language: 'de', abstract: 'Maxwells theory.' },
        issued: { edtf: '1905-06-30', printed: '30 June 1905' },
        keywords: ['relativity', 'light & ether'],
        files: ['internal-pdf://1234/einstein.txt'],
      },
      {
        fields: { 'collection-title': 'Basic Documents' },
        names: { author: [{ literal: 'United Nations' }] },
      },
    ])
  })

  it('of Zotero in RDF: the journal, the note and the document that an item points at', () => {
    const { kind, references } = fixture('zotero.rdf')
    expect(kind).toBe('zotero')
    expect(references).toMatchObject([
      {
        type: 'article-journal',
        fields: {
          'container-title': 'Bell System Technical Journal',
          volume: '27',
          DOI: '10.1002/j.1538-7305.1948.tb01338.x',
          note: 'Highlight: “entropy” & noise\np. 393',
        },
        names: {
          author: [{ family: 'Shannon', given: 'Claude E.' }, { literal: 'Bell Telephone Laboratories' }],
        },
        issued: { edtf: '1948-07', printed: 'July 1948' },
        files: ['files/12/shannon.txt'],
      },
      { type: 'book', fields: { publisher: 'GPO', 'collection-title': 'Public Reports' } },
    ])
  })

  it('is told by its content, and other files are not taken for one', () => {
    const kindOf = (name: string, text: string) => recognise(name, new TextEncoder().encode(text))
    expect(kindOf('a.txt', '@article{a,\n title = {b}}')).toBe('bibtex')
    expect(kindOf('a.txt', '\ufeff\r\nTY  - JOUR\r\n')).toBe('ris')
    expect(kindOf('notes.txt', '@ana: see the list')).toBe('text')
    expect(kindOf('data.json', '{"type": "Feature", "id": 1}')).toBe('text')
    expect(kindOf('package.json', '{"name": "x", "type": "module"}')).toBe('text')
    expect(kindOf('feed.xml', '<?xml version="1.0"?><rss><channel/></rss>')).toBe('text')
  })

  it('in Latin-1 or UTF-16 is read', () => {
    const ris = 'TY  - BOOK\r\nTI  - Le Deuxième Sexe\r\nER  - \r\n'
    expect(read('a.ris', Buffer.from(ris, 'latin1')).references[0]?.fields.title).toBe('Le Deuxième Sexe')
    expect(read('a.ris', Buffer.from(`\ufeff${ris}`, 'utf16le')).references[0]?.fields.title).toBe(
      'Le Deuxième Sexe',
    )
  })
})

describe('a hostile file of references', () => {
  it('that is cut off says in which line', () => {
    const cut = error(() => read('a.json', '[\n{"id": "a", "type": "book", "title": "A"},\n{"id": '))
    expect(cut.code).toBe('damaged')
    expect(cut.message).toContain('line 3')
    const { references, problems } = read('a.bib', '@book{a, title = {A}}\n@book{b,\n title = {B')
    expect([references.length, problems[0]?.line]).toEqual([1, 2])
    const xml =
      '<xml><records><record><ref-type name="Book">6</ref-type><titles><title>A</title></titles></record><record><titles>'
    expect(read('a.xml', xml)).toMatchObject({
      references: [{ fields: { title: 'A' } }],
      problems: [{ what: 'record 2' }],
    })
  })

  it('with entities that multiply is refused', () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><xml><records><record><ref-type>6</ref-type><titles><title>&b;</title></titles></record></records></xml>'
    expect(error(() => read('a.xml', bomb))).toMatchObject({ code: 'damaged' })
  })

  it('of a million entries that are not closed, or nested groups, or one line, is read in one pass', () => {
    const open = read('a.bib', '@book{a, title = {\n'.repeat(50_000))
    expect(open.references).toEqual([])
    expect(open.problems.length).toBe(1001)
    const nested = read('a.bib', `@book{a, title = {${'{'.repeat(500_000)}x${'}'.repeat(500_000)}}}`)
    expect(nested.references.length + nested.problems.length).toBe(1)
    const row = read('a.bib', '@book{a, title = {A}} '.repeat(20_000))
    expect(row.references.length).toBe(20_000)
    expect(error(() => read('a.bib', '@book{a, title = {A}}\n'.repeat(50_001)))).toMatchObject({
      code: 'too-large',
    })
    const macros = Array.from({ length: 60 }, (_, n) => `@string{m${n + 1} = m${n} # m${n}}`).join('\n')
    const grown = read('a.bib', `@string{m0 = "aaaaaaaaaa"}\n${macros}\n@book{a, title = m60}`)
    expect(grown.references[0]?.fields.title?.length).toBeLessThanOrEqual(20_000)
  })

  it('of other bytes is refused, and one without a record says so', () => {
    expect(
      error(() =>
        read(
          'a.bib',
          Uint8Array.from({ length: 4000 }, (_, i) => (i * 7) % 251),
        ),
      ),
    ).toMatchObject({ code: 'unsupported' })
    expect(error(() => read('a.bib', 'Nothing here.'))).toMatchObject({ code: 'empty' })
  })
})

describe('LaTeX', () => {
  it.each([
    ["Universit{\\'e} d'{\\'E}vry, \\'{\\i}, \\'\\i", "Université d'Évry, í, í"],
    ['\\v{S}koda, {\\c C}a, \\H{o}, \\k{a}, \\r{a}, \\d h', 'Škoda, Ça, ő, ą, å, ḥ'],
    ["{\\ss} {\\AE}r{\\o} \\L{}\\'od\\'z {\\oe}uvre", 'ß Ærø Łódź œuvre'],
    ["``A'' -- B---C\\ldots{} D~E", '“A” – B—C… D E'],
    ['\\emph{in} {\\em situ} \\textbf{\\textit{x}} \\href{https://a.example}{link}', 'in situ x link'],
    ['$\\beta$-decay, CO$_2$, 10$^{-3}$, $x_{ij}$', 'β-decay, CO₂, 10⁻³, xij'],
    ['50\\% \\& \\$5 \\#1 a\\_b \\{x\\}', '50% & $5 #1 a_b {x}'],
    ['\\unknowncommand stays', '\\unknowncommand stays'],
    ['unbalanced } brace {', 'unbalanced  brace '],
  ])('%s', (latex, text) => {
    expect(latexToText(latex)).toBe(text)
  })

  it('of names: particles, suffixes, braces, other forms', () => {
    expect(bibtexNames('de Beauvoir, Simone and {Barnes and Noble, Inc.}')).toEqual([
      { family: 'Beauvoir', given: 'Simone', 'non-dropping-particle': 'de' },
      { literal: 'Barnes and Noble, Inc.' },
    ])
    expect(bibtexNames('Jean {de la} Fontaine and Plato and {\\"O}zg{\\"u}r D. and others')).toEqual([
      { family: 'Fontaine', given: 'Jean de la' },
      { literal: 'Plato' },
      { family: 'D.', given: 'Özgür' },
    ])
    expect(bibtexNames('family=Trapp, given=Georg, prefix=von')).toEqual([
      { family: 'Trapp', given: 'Georg', 'non-dropping-particle': 'von' },
    ])
  })

  it('of paths: with and without descriptions, several, with signs in them', () => {
    expect(filesOf('a/b.pdf;c d.pdf')).toEqual(['a/b.pdf', 'c d.pdf'])
    expect(filesOf(':a\\:b.pdf:PDF;Title\\; more:files/1/x.pdf:application/pdf')).toEqual([
      'a:b.pdf',
      'files/1/x.pdf',
    ])
  })
})

describe('dates of', () => {
  it.each([
    ['2020 Spring', '2020-21'],
    ['2019 Nov-Dec', '2019-11/2019-12'],
    ['2019 Dec-2020 Jan', '2019-12/2020-01'],
    ['2001', '2001'],
    ['2001 Feb 30', '2001'],
  ])('PubMed: %s', (words, edtf) => {
    expect(medlineDate(words)?.edtf).toBe(edtf)
  })
  it.each([
    ['2020', '2020', ''],
    ['2020/13/01/', null, '2020/13/01/'],
    ['2021///Spring', '2021-21', 'Spring'],
    ['2026/02/13/Friday 13 February 2026', '2026-02-13', 'Friday 13 February 2026'],
    ['in press', null, 'in press'],
  ])('RIS: %s', (words, edtf, printed) => {
    expect(risDate(words)).toEqual({ edtf, printed })
  })
})
