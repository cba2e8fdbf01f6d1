import { AttestError } from '../../../shared/model/error.ts'
import { readXml } from '../xml.ts'

/** An element of a small tree: one record at a time is kept. */
export interface Element {
  readonly name: string
  readonly attribute: (local: string) => string
  readonly children: Element[]
  /** Its own text, that of its children not counted. */
  own: string
}

/** Deepest element that is kept; what is deeper counts as text of the one above. */
const maxDepth = 60

/**
 * Reads the elements that stand `depth` below the root, one by one, without keeping the file as a tree. What is broken
 * behind some good records ends the reading there and is given back; what is broken before any is thrown. `prefixes`
 * as for `readXml`.
 */
export function readRecords(
  name: string,
  text: string,
  depth: number,
  prefixes: ReadonlyMap<string, string>,
  record: (element: Element) => void,
): AttestError | null {
  const path: Element[] = []
  let above = 0
  let beyond = 0
  let count = 0
  // Characters that XML 1.0 does not have come out of pasted titles: without them the rest can be read.
  const clean = text.replace(
    /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[\da-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/giu,
    '',
  )
  try {
    readXml(name, new TextEncoder().encode(`\ufeff${clean.replace(/^\s*<\?xml[^>]*\?>/u, '')}`), prefixes, {
      open: (tag, attribute) => {
        if (above < depth) {
          above += 1
          return
        }
        if (path.length >= maxDepth) {
          beyond += 1
          return
        }
        const kept: Record<string, string> = {}
        for (const local of ['about', 'resource', 'name', 'path', 'ID']) {
          const value = attribute(local)
          if (value !== undefined) kept[local] = value
        }
        const element: Element = { name: tag, attribute: (local) => kept[local] ?? '', children: [], own: '' }
        path[path.length - 1]?.children.push(element)
        path.push(element)
      },
      text: (piece) => {
        const last = path[path.length - 1]
        if (last !== undefined) last.own += piece
      },
      close: () => {
        if (beyond > 0) {
          beyond -= 1
          return
        }
        const element = path.pop()
        if (element === undefined) above -= 1
        else if (path.length === 0) {
          count += 1
          record(element)
        }
      },
    })
    return null
  } catch (error) {
    if (!(error instanceof AttestError) || error.code !== 'damaged' || count === 0) throw error
    return error
  }
}

/** The first element on a path of names below. */
export function at(element: Element, ...names: string[]): Element | undefined {
  let found: Element | undefined = element
  for (const name of names) found = found?.children.find((child) => child.name === name)
  return found
}

/** All elements on a path of names below. */
export function allAt(element: Element, ...names: string[]): Element[] {
  let found = [element]
  for (const name of names)
    found = found.flatMap(({ children }) => children.filter((child) => child.name === name))
  return found
}

/** The text of an element and of what is in it. */
export function textOf(element: Element | undefined): string {
  if (element === undefined) return ''
  return element.children.length === 0 ? element.own : element.own + element.children.map(textOf).join('')
}
