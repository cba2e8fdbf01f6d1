import type { HtmlNode } from './clipboardHtmlNode.ts'

/** The notes of a pasted document: which links are their numbers, and where their words stand. */
export interface HtmlNotes {
  /** The element with the words of the note that a link in the text leads to; undefined for any other link. */
  bodyOf(link: HtmlNode): HtmlNode | undefined
  /** Whether an element holds the words of a note, which are read where its number stands. */
  isBody(node: HtmlNode): boolean
  /** Whether a link leads from a note back to its number: it is no words of the note. */
  isBack(link: HtmlNode): boolean
}

const none: HtmlNotes = { bodyOf: () => undefined, isBody: () => false, isBack: () => false }

/** Deeper trees are read as their text. */
const deepest = 400
/** Most links within a document among which notes are looked for: more than any text has notes. */
const mostLinks = 20_000
/** What the number of a note looks like: `[1]`, `iv`, `a`, `*`. A link with more words is one of another kind. */
const mark = /^[[(]?(?:\d{1,5}|[ivxlcdm]{1,9}|\p{L}|[*†‡§¶]{1,4})[\])]?$/iu
/** Word's own name for the link of a note, in the text and in the note. */
const ofWord = /mso-(?:foot|end)note-id\s*:/iu
/** What holds all lines of one note; a note may also be a paragraph alone. */
const containers: ReadonlySet<string> = new Set(['div', 'li', 'aside', 'section', 'dd'])
const lines: ReadonlySet<string> = new Set([...containers, 'p', 'td'])

const nameOf = (node: HtmlNode): string => node.nodeName.toLowerCase()

/** The place in the same document that a link leads to: Word writes the address of its own passing file before it. */
function fragmentOf(link: HtmlNode): string {
  const [, before = '', fragment = ''] =
    /^([^#]*)#(.+)$/su.exec(link.getAttribute?.('href')?.trim() ?? '') ?? []
  return before === '' || /^(?:file|about|applewebdata):/iu.test(before) ? fragment : ''
}

/**
 * Finds the notes of a document as word processors write them: the number in the text and the one before the words of the
 * note lead to each other, whatever they are called (Word `_ftnref1` and `_ftn1`, Google Docs `ftnt_ref1` and `ftnt1`,
 * LibreOffice `sdfootnote1anc` and `sdfootnote1sym`, Pandoc `fnref1` and `fn1`).
 */
export function notesIn(root: HtmlNode): HtmlNotes {
  const parents = new Map<HtmlNode, HtmlNode>()
  /** What carries an id or a name, the first of each. */
  const named = new Map<string, HtmlNode>()
  const links: HtmlNode[] = []
  const look = (node: HtmlNode, depth: number): void => {
    for (const child of node.childNodes) {
      if (child.nodeType !== 1 || depth > deepest) continue
      parents.set(child, node)
      const isLink = nameOf(child) === 'a'
      for (const id of [child.getAttribute?.('id'), isLink ? child.getAttribute?.('name') : null])
        if (id && !named.has(id)) named.set(id, child)
      if (isLink && fragmentOf(child) !== '') links.push(child)
      look(child, depth + 1)
    }
  }
  look(root, 0)
  if (links.length < 2 || links.length > mostLinks) return none

  const targetOf = (link: HtmlNode): HtmlNode | undefined => named.get(fragmentOf(link))
  const isIn = (node: HtmlNode, around: HtmlNode): boolean => {
    for (let at: HtmlNode | undefined = node; at; at = parents.get(at)) if (at === around) return true
    return false
  }
  const looksLikeMark = (link: HtmlNode): boolean => {
    const text = (link.textContent ?? '').trim()
    return (
      mark.test(text) ||
      ((text === '' || text.length < 20) && ofWord.test(link.getAttribute?.('style') ?? ''))
    )
  }

  /** The links that stand in what a link leads to, by that: so each pair is looked at once. */
  const inTarget = new Map<HtmlNode, HtmlNode[]>()
  const targets = new Set(links.map(targetOf))
  for (const link of links) {
    for (let at: HtmlNode | undefined = link; at; at = parents.get(at))
      if (targets.has(at)) inTarget.set(at, [...(inTarget.get(at) ?? []), link].slice(0, 8))
  }

  const backs = new Map<HtmlNode, HtmlNode>()
  const numbers = new Map<HtmlNode, HtmlNode>()
  for (const link of links) {
    const target = targetOf(link)
    if (!target || backs.has(link) || !looksLikeMark(link)) continue
    const back = (inTarget.get(target) ?? []).find((each) => {
      const from = targetOf(each)
      return each !== link && from !== undefined && isIn(link, from) && !numbers.has(each)
    })
    if (!back) continue
    numbers.set(link, back)
    backs.set(back, link)
  }
  if (numbers.size === 0) return none

  /** How many numbers and links back stand in an element. */
  const held = new Map<HtmlNode, number>()
  for (const link of [...numbers.keys(), ...backs.keys()])
    for (let at = parents.get(link); at; at = parents.get(at)) held.set(at, (held.get(at) ?? 0) + 1)
  /** The line that a link back stands in, or what holds all lines of this note and of no other. */
  const around = (back: HtmlNode): HtmlNode | undefined => {
    let found: HtmlNode | undefined
    for (let at = parents.get(back); at && at !== root && held.get(at) === 1; at = parents.get(at)) {
      if (!lines.has(nameOf(at))) continue
      found = at
      if (containers.has(nameOf(at))) break
    }
    return found
  }
  const bodies = new Map<HtmlNode, HtmlNode>()
  for (const [link, back] of numbers) {
    const body = around(back)
    if (body) bodies.set(link, body)
    else backs.delete(back)
  }
  const all = new Set(bodies.values())
  return {
    bodyOf: (link) => bodies.get(link),
    isBody: (node) => all.has(node),
    isBack: (link) => backs.has(link),
  }
}
