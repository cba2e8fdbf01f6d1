import { posix } from 'node:path'
import { maxCaptureBytes } from '../../shared/contract/capture.ts'
import { AttestError } from '../../shared/model/error.ts'
import type { SourceDetails } from '../../shared/model/source.ts'
import { edtfOf } from './dates.ts'
import { fittingDetails } from './details.ts'
import { decode } from './encoding.ts'
import { readPage } from './html/page.ts'
import { languageTag } from './languageTag.ts'
import { namesFromByline } from './names.ts'
import type { OfficeDocument } from './office/office.ts'
import { cleanText } from './plainText.ts'
import { readXml } from './xml.ts'
import type { Zip } from './zip.ts'

const prefixes = new Map([
  ['urn:oasis:names:tc:opendocument:xmlns:container', 'container'],
  ['http://www.idpf.org/2007/opf', 'opf'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://www.w3.org/2001/04/xmlenc#', 'enc'],
])

/**
 * The text of an e-book (EPUB 2 and 3): its chapters in the order in which they are read, each as all of a page's text.
 * Throws `unsupported` where a chapter is encrypted, `damaged` and `too-large`.
 */
export function readEpub(name: string, zip: Zip): OfficeDocument {
  const xml = (path: string, listener: Parameters<typeof readXml>[3]) => {
    const entry = zip.find(path)
    if (entry !== undefined)
      readXml(`${path} in ${name}`, zip.read(entry, maxCaptureBytes), prefixes, listener)
  }
  let root = ''
  xml('META-INF/container.xml', {
    open: (tag, attribute) => {
      if (tag === 'container:rootfile') root ||= attribute('full-path') ?? ''
    },
  })
  const locked = new Set<string>()
  xml('META-INF/encryption.xml', {
    open: (tag, attribute) => {
      if (tag === 'enc:CipherReference') locked.add(unescaped(attribute('URI') ?? ''))
    },
  })
  const { chapters, found } = readPackage(root, xml)
  const texts: string[] = []
  for (const path of chapters) {
    const entry = zip.find(path)
    if (entry === undefined) continue
    if (locked.has(path)) {
      throw new AttestError(
        'unsupported',
        `${name} is protected against being read by other programs.`,
        'Copy the passage that you need in your reading program and paste it.',
      )
    }
    texts.push(chapterText(`${path} in ${name}`, zip.read(entry, maxCaptureBytes)))
  }
  const notes = chapters.some((path) => zip.find(path) === undefined)
    ? ['Some of its chapters are missing.']
    : []
  return { text: texts.filter((text) => text !== '').join('\n\n'), found, notes }
}

function chapterText(what: string, bytes: Uint8Array): string {
  const markup = decode(bytes, 'html')?.text
  if (markup === undefined) return ''
  try {
    return readPage(what, cleanText(markup), 'fragment').text
  } catch (error) {
    // A chapter of pictures.
    if (error instanceof AttestError && error.code === 'empty') return ''
    throw error
  }
}

/** The package document (EPUB 3.3, 5): what the book is, and its chapters as paths in the archive. */
function readPackage(
  root: string,
  xml: (path: string, listener: Parameters<typeof readXml>[3]) => void,
): { chapters: string[]; found: Partial<SourceDetails> } {
  const items = new Map<string, string>()
  const spine: string[] = []
  const values = new Map<string, string[]>()
  let current: string[] | null = null
  xml(root, {
    open: (tag, attribute) => {
      current = null
      if (tag === 'opf:item') items.set(attribute('id') ?? '', attribute('href') ?? '')
      else if (tag === 'opf:itemref') spine.push(attribute('idref') ?? '')
      else if (tag.startsWith('dc:')) {
        current = values.get(tag) ?? []
        values.set(tag, current)
        current.push('')
      }
    },
    text: (text) => {
      if (current !== null) current[current.length - 1] += text
    },
    close: () => {
      current = null
    },
  })
  const first = (tag: string): string => values.get(`dc:${tag}`)?.[0]?.trim() ?? ''
  const chapters = spine.flatMap((id) => {
    const href = items.get(id)
    return href === undefined ? [] : [posix.join(posix.dirname(root), unescaped(href.replace(/#.*$/u, '')))]
  })
  return {
    chapters: [...new Set(chapters)],
    found: fittingDetails({
      type: 'book',
      title: first('title'),
      authors: (values.get('dc:creator') ?? []).flatMap((creator) => namesFromByline(creator)),
      publisher: first('publisher'),
      issued: edtfOf(first('date')),
      language: languageTag(first('language')),
    }),
  }
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
