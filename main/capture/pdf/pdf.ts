import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { countWords } from '../../../shared/document/words.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { SourceDetails } from '../../../shared/model/source.ts'
import { characterMaps } from '../../resources.ts'
import { dateOf } from '../dates.ts'
import { fittingDetails } from '../details.ts'
import type { Extracted, ExtractJob } from '../extracted.ts'
import { languageTag } from '../languageTag.ts'
import { madeBy } from '../made.ts'
import { namesFromByline } from '../names.ts'
import { cleanText, isBlank } from '../plainText.ts'
import { flowOf } from './flow.ts'
import { type Line, linesOf, type Run } from './lines.ts'

/** Most pages that are read: a book has 1,000, and 5,000 take some twenty seconds. */
const maxPages = 5000

/**
 * Text, page beginnings and details of a PDF, by pdf.js. A document of pictures only (a scan) comes with an empty text and
 * says so. Throws `unsupported` when it is locked with a password, `too-large` beyond 5,000 pages and `damaged`.
 */
export async function extractPdf({ name, bytes }: ExtractJob): Promise<Extracted> {
  const engine = await import('./engine.ts')
  const loading = engine.getDocument({
    // pdf.js takes the buffer away from whoever gave it.
    data: new Uint8Array(bytes),
    // Names of character maps come from the document: a file of that name in our folder, or nothing.
    BinaryDataFactory: CharacterMaps,
    cMapUrl: 'cmaps/',
    useWorkerFetch: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    enableXfa: false,
    verbosity: 0,
  })
  try {
    const document = await loading.promise
    if (document.numPages > maxPages) throw tooManyPages(name, document.numPages)
    return await read(document)
  } catch (error) {
    throw failureOf(name, error, engine)
  } finally {
    await loading.destroy()
  }
}

async function read(document: PDFDocumentProxy): Promise<Extracted> {
  const printed: Line[][] = []
  let broken = 0
  for (let number = 1; number <= document.numPages; number += 1) {
    const lines = await linesOn(document, number).catch(() => null)
    if (lines === null) broken += 1
    printed.push(lines ?? [])
  }
  const flow = flowOf(printed)
  const text = cleanText(flow.text)
  if (broken === printed.length) throw new Error('no page could be read')
  const isScan = isBlank(text)
  const without = printed.filter((lines) => lines.length === 0).length - broken
  return {
    ...madeBy('pdf', 'binary'),
    text: isScan ? '' : text,
    words: isScan ? 0 : countWords(text),
    pages: isScan ? [] : [...flow.pages],
    found: await detailsOf(document),
    notes: notesOn({ pages: printed.length, isScan, without, broken, leftOut: flow.leftOut }),
  }
}

async function linesOn(document: PDFDocumentProxy, number: number): Promise<Line[]> {
  const page = await document.getPage(number)
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  page.cleanup()
  const runs: Run[] = []
  // Tagged documents say which text is no part of them: running heads, page numbers, lines of tables (PDF 1.7, 14.8.2.2).
  const open: boolean[] = []
  for (const item of items) {
    if ('type' in item) {
      if (item.type === 'endMarkedContent') open.pop()
      else open.push((item as { tag?: string }).tag === 'Artifact')
      continue
    }
    if (open.includes(true)) continue
    const [a, b, c, d, x, y] = item.transform as [number, number, number, number, number, number]
    // Upright text only: what stands across a page is a stamp in its margin.
    if (Math.abs(a) < Math.abs(b) && item.str.trim() !== '') continue
    const size = Math.hypot(c, d) || item.height
    runs.push({ text: item.str, x, y, width: item.width, size, endsLine: item.hasEOL })
  }
  return linesOf(runs)
}

/** What the document says of itself: its information dictionary and its XMP metadata (PDF 1.7, 14.3). */
async function detailsOf(document: PDFDocumentProxy): Promise<Partial<SourceDetails>> {
  const { info, metadata } = await document.getMetadata()
  const entry = (key: string): string => {
    const value = (info as Record<string, unknown>)[key]
    return typeof value === 'string' ? value.trim() : ''
  }
  const xmp = (key: string): string => {
    const value: unknown = metadata?.get(key)
    return Array.isArray(value) ? value.join('; ') : typeof value === 'string' ? value.trim() : ''
  }
  const title = [xmp('dc:title'), entry('Title')].find(
    (candidate) => candidate !== '' && !isFileName(candidate),
  )
  return fittingDetails({
    ...(title === undefined ? {} : { title }),
    authors: namesFromByline(xmp('dc:creator') || entry('Author')),
    issued: dateIn(entry('CreationDate')),
    language: languageTag(entry('Language') || xmp('dc:language')),
  })
}

/** Many programs write the name of the file from which they printed, or their own, as the title. */
const isFileName = (title: string): boolean =>
  /^(?:microsoft (?:word|powerpoint|excel)\b|untitled\b|unbenannt\b|sans titre\b)|\.(?:docx?|pptx?|xlsx?|pdf|indd|rtf|tex|dvi|qxd|p65|odt|html?)$/iu.test(
    title,
  )

/** A PDF's date, `D:20260312…` (PDF 1.7, 7.9.4). */
function dateIn(printed: string): string | null {
  const [, year, month, day] = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?/u.exec(printed) ?? []
  return dateOf(year, month, day)
}

function notesOn(read: {
  pages: number
  isScan: boolean
  without: number
  broken: number
  leftOut: number
}): string[] {
  const pages = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'page' : 'pages'}`
  if (read.isScan) {
    return [
      `Its ${pages(read.pages)} ${read.pages === 1 ? 'is a picture' : 'are pictures'} without text, as of a scan. It is kept, but nothing in it can be marked: run text recognition on it and capture the result.`,
    ]
  }
  return [
    `${pages(read.pages)}.`,
    read.without > 0 ? `${pages(read.without)} without text: pictures or empty.` : '',
    read.broken > 0
      ? `${pages(read.broken)} could not be read and ${read.broken === 1 ? 'is' : 'are'} missing.`
      : '',
    read.leftOut > 0 ? 'Running heads and page numbers are left out.' : '',
  ].filter(Boolean)
}

/** The maps from the codes of East Asian fonts to characters, from this computer. */
class CharacterMaps {
  async fetch({ filename }: { kind: string; filename: string }): Promise<Uint8Array> {
    return new Uint8Array(await readFile(join(characterMaps(), basename(filename))))
  }
}

const tooManyPages = (name: string, pages: number): AttestError =>
  new AttestError(
    'too-large',
    `${name} has ${pages.toLocaleString('en')} pages; ${maxPages.toLocaleString('en')} are read at most.`,
    'Print the pages that you need to a PDF of their own and capture that.',
  )

function failureOf(
  name: string,
  error: unknown,
  { PasswordException, InvalidPDFException }: typeof import('./engine.ts'),
): AttestError {
  if (error instanceof AttestError) return error
  if (error instanceof PasswordException) {
    return new AttestError(
      'unsupported',
      `${name} is locked with a password.`,
      'Open it in your PDF program, print it to a new PDF, and capture that.',
    )
  }
  const reason = error instanceof InvalidPDFException ? '' : ` (${oneReason(error)})`
  return new AttestError(
    'damaged',
    `${name} is damaged or was cut off${reason}.`,
    'Open it in a PDF program: if that can show it, print it to a new PDF and capture that; else download it again.',
  )
}

const oneReason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/gu, ' ').slice(0, 120)
