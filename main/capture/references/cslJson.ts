import { AttestError } from '../../../shared/model/error.ts'
import { edtfFromCsl, printedFromCsl } from '../cslDate.ts'
import { Draft, Found, literal, personal } from './draft.ts'
import { cslTypes, nameFields, type ReferenceName, type References, textFields } from './reference.ts'

type Json = Record<string, unknown>

/**
 * References of a CSL-JSON file (CSL 1.0.2, schema `csl-data.json`; as Zotero, Mendeley, pandoc and citeproc have it):
 * an array of items, one item, or an object with `items`. Items that are none are told, the others taken. Throws
 * `damaged` with the line for what is not JSON.
 */
export function readCslJson(name: string, text: string): References {
  const found = new Found(name)
  const lines = linesOfItems(text)
  let objects = 0
  itemsOf(name, text).forEach((item, index) => {
    if (!isObject(item)) {
      found.bad(
        0,
        `item ${index + 1}`,
        'It is no item of CSL-JSON: an object such as {"type": "book", "title": "…"} was expected.',
      )
      return
    }
    const draft = new Draft(lines[objects] ?? 0)
    objects += 1
    fill(draft, item)
    found.add(draft, words(item.id) || `item ${index + 1}`)
  })
  return found
}

/** A reference of one item; null when it says nothing. */
export function referenceOf(item: unknown) {
  if (!isObject(item)) return null
  const draft = new Draft(0)
  fill(draft, item)
  return draft.done()
}

function itemsOf(name: string, text: string): unknown[] {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const place = Number(/position (\d+)/u.exec(reason)?.[1])
    const line = Number.isFinite(place) ? text.slice(0, place).split('\n').length : text.split('\n').length
    throw new AttestError(
      'damaged',
      `${name} is no whole JSON: in line ${line.toLocaleString('en')}, ${reason.slice(0, 120)}.`,
      'Export it as CSL-JSON again: the file may be cut off. Nothing was imported.',
    )
  }
  if (isObject(json) && Array.isArray(json.items)) return json.items
  return Array.isArray(json) ? json : [json]
}

/** The lines in which the items of an array begin. One walk over the text; strings are passed over. */
function linesOfItems(text: string): number[] {
  const lines: number[] = []
  const signs = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}\n]/gsu
  let [depth, line] = [0, 1]
  const outer = /^\s*\{\s*"items"/u.test(text.slice(0, 200)) ? 1 : 0
  for (let match = signs.exec(text); match !== null; match = signs.exec(text)) {
    if (match[0] === '\n') line += 1
    else if (match[0] === '{') {
      if (depth === outer) lines.push(line)
      depth += 1
    } else if (match[0] === '}') depth -= 1
  }
  return lines
}

function fill(draft: Draft, item: Json): void {
  draft.key = words(item.id) || words(item['citation-key'])
  draft.type = cslTypes.find((type) => type === item.type) ?? 'document'
  for (const field of textFields) draft.put(field, words(item[field]))
  draft.put('container-title-short', words(item.journalAbbreviation))
  draft.put('title-short', words(item.shortTitle))
  draft.put('event-title', words(item.event))
  for (const field of nameFields) {
    const names = item[field]
    if (Array.isArray(names)) for (const name of names) draft.name(field, nameOf(name))
  }
  for (const word of words(item.keyword).split(/[,;]/u)) draft.keyword(word)
  draft.issued = dateOf(item.issued)
  draft.accessed = dateOf(item.accessed)
  if (isObject(item.custom)) {
    for (const field of ['reliability', 'descriptor', 'marking']) {
      const value = words(item.custom[field])
      if (value !== '') draft.custom[field] = value.slice(0, 2000)
    }
  }
}

function dateOf(value: unknown) {
  const edtf = edtfFromCsl(value)
  const printed = printedFromCsl(value).slice(0, 200)
  return edtf === null && printed === '' ? null : { edtf, printed: printed === edtf ? '' : printed }
}

function nameOf(value: unknown): ReferenceName | null {
  if (!isObject(value)) return null
  const whole = words(value.literal)
  if (whole !== '') return literal(whole)
  const name = personal(
    words(value.family),
    words(value.given),
    words(value.suffix),
    words(value['non-dropping-particle']),
  )
  const dropping = words(value['dropping-particle']).slice(0, 600)
  return name !== null && 'family' in name && dropping !== ''
    ? { ...name, 'dropping-particle': dropping }
    : name
}

const words = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
