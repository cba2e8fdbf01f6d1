import { SaxesParser } from 'saxes'
import { AttestError } from '../../shared/model/error.ts'
import { decode } from './encoding.ts'

/** What is called while XML is read; names are local names behind the prefix that the reader gives a namespace. */
export interface XmlListener {
  open(name: string, attribute: (local: string) => string | undefined): void
  text?(text: string): void
  close?(name: string): void
}

const maxDepth = 1000
const maxElements = 5_000_000

/**
 * Reads XML in one pass without building a tree. A document type is refused: it is what entities that multiply need,
 * and no document of the kinds read here has one. `prefixes` maps namespaces to the prefixes that `open` tells;
 * elements of others have none. Throws `damaged` and `too-large`.
 */
export function readXml(
  what: string,
  bytes: Uint8Array,
  prefixes: ReadonlyMap<string, string>,
  listener: XmlListener,
): void {
  const text = decode(bytes, 'html')?.text
  if (text === undefined) throw brokenXml(what, 'it is no text')
  const parser = new SaxesParser({ xmlns: true })
  const names: string[] = []
  let elements = 0
  parser.on('error', (error) => {
    throw brokenXml(what, error.message)
  })
  parser.on('doctype', () => {
    throw brokenXml(what, 'it declares a document type of its own')
  })
  parser.on('opentag', ({ uri, local, attributes }) => {
    elements += 1
    if (names.length >= maxDepth) throw brokenXml(what, 'its elements are nested absurdly deep')
    if (elements > maxElements) {
      throw new AttestError(
        'too-large',
        `${what} is made of more than ${maxElements.toLocaleString('en')} elements.`,
        'Copy the part that you need and paste it.',
      )
    }
    const prefix = prefixes.get(uri)
    const name = prefix === undefined ? local : `${prefix}:${local}`
    names.push(name)
    listener.open(name, (wanted) => {
      for (const key in attributes) if (attributes[key]?.local === wanted) return attributes[key]?.value
      return undefined
    })
  })
  parser.on('text', (piece) => listener.text?.(piece))
  parser.on('cdata', (piece) => listener.text?.(piece))
  parser.on('closetag', () => {
    listener.close?.(names.pop() ?? '')
  })
  parser.write(text).close()
}

const brokenXml = (what: string, why: string): AttestError =>
  new AttestError(
    'damaged',
    `${what} could not be read: ${why.slice(0, 200)}.`,
    'Open it in its program and save it anew, or copy the text that you need and paste it.',
  )
