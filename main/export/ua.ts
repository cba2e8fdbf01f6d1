import { AttestError } from '../../shared/model/error.ts'

/*
 * Typst checks a file against one standard a run. This lets its PDF/A-2a file say, truly, that it is PDF/UA-1 as well
 * (ISO 14289-1 §5: `pdfuaid:part` in the XMP metadata; §7.1: `DisplayDocTitle`), with the description of that schema
 * which PDF/A asks for (ISO 19005-2 §6.6.2.3). Insertions move what comes after them, so the cross-reference table is
 * written anew. Nothing else of the file changes, and the same file gives the same bytes.
 */

const namespace = 'http://www.aiim.org/pdfua/ns/id/'
const identification = `<rdf:Description rdf:about="" xmlns:pdfuaid="${namespace}"><pdfuaid:part>1</pdfuaid:part></rdf:Description>`
const property =
  '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>' +
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType></rdf:li>'
const schemaDescription =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>' +
  `<pdfaSchema:namespaceURI>${namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>` +
  `<pdfaSchema:property><rdf:Seq>${property}</rdf:Seq></pdfaSchema:property></rdf:li>`

const rowLength = 20

interface Insertion {
  readonly at: number
  readonly remove: number
  readonly text: string
}

const unexpected = (what: string): AttestError =>
  new AttestError(
    'internal',
    `The compiled PDF is not built as expected: ${what}.`,
    'No file was written. Export a plain PDF, and report this.',
  )

/** Where the objects of a PDF with one classic cross-reference table lie; strings hold one character a byte. */
class Layout {
  readonly file: string
  readonly tableAt: number
  readonly rowsAt: number
  readonly count: number

  constructor(file: string) {
    this.file = file
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/u.exec(file.slice(-80))
    this.tableAt = Number(start?.[1] ?? -1)
    const head = /^xref\s+0 (\d+)\s*\n/u.exec(file.slice(this.tableAt, this.tableAt + 40))
    if (!start || !head) throw unexpected('no cross-reference table at its end')
    this.count = Number(head[1])
    this.rowsAt = this.tableAt + head[0].length
  }

  row(object: number): string {
    return this.file.slice(this.rowsAt + object * rowLength, this.rowsAt + (object + 1) * rowLength)
  }

  /** The object's first byte, and its text up to `end`. */
  object(number: number, end: string): { at: number; text: string } {
    const at = Number(this.row(number).slice(0, 10))
    const to = this.file.indexOf(end, at)
    if (!this.file.startsWith(`${number} 0 obj`, at) || to < 0)
      throw unexpected(`object ${number} is not where the table says`)
    return { at, text: this.file.slice(at, to) }
  }

  get trailer(): string {
    return this.file.slice(this.rowsAt + this.count * rowLength)
  }
}

function reference(text: string, key: string): number {
  const match = new RegExp(`/${key} (\\d+) 0 R`, 'u').exec(text)
  if (!match) throw unexpected(`no ${key}`)
  return Number(match[1])
}

function after(object: { at: number; text: string }, needle: string, text: string): Insertion {
  const found = object.text.indexOf(needle)
  if (found < 0) throw unexpected(`no ${needle}`)
  return { at: object.at + found + needle.length, remove: 0, text }
}

/**
 * Adds the identification of PDF/UA-1 to a PDF/A-2a file written by Typst.
 *
 * @throws AttestError `internal` when the file is not built as Typst 0.14 builds it
 */
export function identifyAsUa(pdf: Uint8Array): Uint8Array {
  const layout = new Layout(Buffer.from(pdf).toString('latin1'))
  const catalog = layout.object(reference(layout.trailer, 'Root'), 'endobj')
  const metadata = layout.object(reference(catalog.text, 'Metadata'), 'endstream')
  const length = /\/Length (\d+)/u.exec(metadata.text)
  if (!length) throw unexpected('metadata without a length')
  const insertions: Insertion[] = [
    {
      at: metadata.at + length.index,
      remove: length[0].length,
      text: `/Length ${Number(length[1]) + identification.length + schemaDescription.length}`,
    },
    after(metadata, '<pdfaExtension:schemas><rdf:Bag>', schemaDescription),
    {
      ...after(metadata, '</rdf:RDF>', identification),
      at: metadata.at + metadata.text.indexOf('</rdf:RDF>'),
    },
    after(catalog, '/ViewerPreferences <<', '\n    /DisplayDocTitle true'),
  ].sort((a, b) => a.at - b.at)
  return Buffer.from(rewrite(layout, insertions), 'latin1')
}

function rewrite(layout: Layout, insertions: readonly Insertion[]): string {
  const { file, rowsAt, count, tableAt } = layout
  const moved = (at: number) =>
    insertions.reduce((sum, each) => (each.at < at ? sum + each.text.length - each.remove : sum), at)
  let body = ''
  let from = 0
  for (const { at, remove, text } of insertions) {
    body += file.slice(from, at) + text
    from = at + remove
  }
  body += file.slice(from, rowsAt)
  let rows = ''
  for (let object = 0; object < count; object += 1) {
    const row = layout.row(object)
    rows += row[17] === 'n' ? String(moved(Number(row.slice(0, 10)))).padStart(10, '0') + row.slice(10) : row
  }
  const trailer = layout.trailer.replace(/startxref\s+\d+/u, `startxref\n${moved(tableAt)}`)
  const result = body + rows + trailer
  // Every row must still point at its object: a wrong table would open in some readers and fail in others.
  const check = new Layout(result)
  for (let object = 1; object < count; object += 1)
    if (check.row(object)[17] === 'n') check.object(object, 'endobj')
  const catalog = check.object(reference(check.trailer, 'Root'), 'endobj')
  const metadata = check.object(reference(catalog.text, 'Metadata'), 'endstream').text
  const stream = metadata.slice(metadata.indexOf('stream') + 'stream\n'.length)
  const length = Number(/\/Length (\d+)/u.exec(metadata)?.[1])
  if (stream.trimEnd().length > length || stream.length < length)
    throw unexpected('metadata of another length')
  return result
}
