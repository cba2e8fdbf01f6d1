import { Parser } from 'htmlparser2'
import { maxSide } from '../../../shared/document/figure.ts'
import type { CleanPicture, Naming } from './naming.ts'
import { attributes, elements, isEditorsOwn, silent, unwrapped } from './svgNames.ts'

/** Largest SVG, in bytes; a chart has some ten thousand. */
const maxBytes = 5 * 1024 * 1024
const maxElements = 100_000
const maxDepth = 100
/** Elements that are drawn once everything that is used again is drawn where it is used. */
const maxDrawn = 300_000
/** The size of one that does not say it: CSS 2 §10.3.2. */
const usual = { width: 300, height: 150 }
/** Pixels of a unit: CSS Values 4 §6.2. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
}

interface Node {
  readonly name: string
  readonly attributes: Map<string, string>
  readonly children: (Node | string)[]
}

/** A style that names anything outside the file, or hides what it names: it is left out as a whole. */
function isUnsafeStyle(css: string): boolean {
  // With its comments, which a string may seem to begin, and without them.
  return [css, css.replace(/\/\*[\s\S]*?(?:\*\/|$)/gu, '')].some(
    (text) =>
      /[\\<>@]|expression|javascript|behavior|-moz-binding|image-set|src\s*\(/iu.test(text) ||
      /url\s*\(\s*(?!["']?#[\w.:-]+["']?\s*\))/iu.test(text),
  )
}

/** Whether an attribute's words lead out of the file. */
function leadsAway(name: string, value: string): boolean {
  if (name === 'href') return !/^#[^\s"'()]+$/u.test(value.trim())
  if (name === 'style') return isUnsafeStyle(value)
  return /url\s*\(\s*(?!["']?#[^\s"'()]+["']?\s*\))|javascript:|[\\<]|@import/iu.test(value)
}

/** Characters that XML 1.0 allows. */
const legal = (text: string): string =>
  text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')

const escaped = (text: string): string =>
  legal(text).replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`)

function decode(bytes: Uint8Array, naming: Naming): string {
  const declared = /^<\?xml[^>]*encoding=["']([\w-]+)["']/u.exec(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1'),
  )?.[1]
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : (declared ?? 'utf-8')
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw naming.damaged('its text cannot be read')
  }
}

/** The drawing in a text, without anything that is not on the lists. Entities are never expanded but XML's own five. */
function parse(text: string, naming: Naming): { root: Node; leftOut: Set<string> } {
  const leftOut = new Set<string>()
  const stack: (Node | null)[] = []
  let root: Node | null = null
  let count = 0
  /** How deep within something that is left out. */
  let dropped = 0
  const told = (what: string): void => {
    if (leftOut.size < 12) leftOut.add(what.slice(0, 40))
  }
  const top = (): Node | null => stack[stack.length - 1] ?? null
  const parser = new Parser(
    {
      onopentag(given, found) {
        count += 1
        if (count > maxElements) throw naming.unsupported(tooMuch, simpler)
        const name = given.replace(/^svg:/u, '')
        if (dropped > 0 || (!elements.has(name) && !unwrapped.has(name)) || silent.has(name)) {
          if (dropped === 0 && !silent.has(name) && !given.includes(':')) told(`<${name}>`)
          dropped += 1
          return
        }
        if (stack.length >= maxDepth) throw naming.unsupported(tooMuch, simpler)
        if (root !== null && stack.length === 0) {
          dropped += 1
          return
        }
        const parent = top()
        if (unwrapped.has(name)) {
          stack.push(parent)
          return
        }
        const node: Node = { name, attributes: new Map(), children: [] }
        for (const [rawName, value] of Object.entries(found)) {
          const attribute = rawName === 'xlink:href' ? 'href' : rawName
          if (!attributes.has(attribute)) {
            if (!isEditorsOwn(rawName)) told(rawName)
          } else if (leadsAway(attribute, value)) told(`${rawName} of <${name}>`)
          else if (!node.attributes.has(attribute) || rawName === 'href')
            node.attributes.set(attribute, value)
        }
        if (parent) parent.children.push(node)
        else if (root === null) root = node
        stack.push(node)
      },
      ontext(words) {
        if (dropped > 0) return
        top()?.children.push(words)
      },
      onclosetag() {
        if (dropped > 0) dropped -= 1
        else stack.pop()
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeCDATA: true },
  )
  parser.write(text)
  parser.end()
  const found = root as Node | null
  if (found?.name !== 'svg') throw naming.damaged('it is no SVG')
  for (const node of nodesOf(found)) {
    if (node.name !== 'style') continue
    const css = node.children.map((child) => (typeof child === 'string' ? child : '')).join('')
    node.children.length = 0
    if (isUnsafeStyle(css) || paintsWithMore(css, found)) told('<style>')
    else node.children.push(css)
  }
  return { root: found, leftOut }
}

const tooMuch = 'it holds more than can be drawn'
const simpler = 'Simplify it in the program that made it, or save it as PNG.'

function* nodesOf(root: Node): Generator<Node> {
  const waiting = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node
    for (const child of node.children) if (typeof child !== 'string') waiting.push(child)
  }
}

/** Whether a style paints with what itself has paint of its own: how often that is drawn cannot be counted. */
function paintsWithMore(css: string, root: Node): boolean {
  const ids = new Set([...css.matchAll(/url\s*\(\s*["']?#([\w.:-]+)/giu)].map(([, id]) => id ?? ''))
  if (ids.size === 0) return false
  for (const node of nodesOf(root)) {
    if (!ids.has(node.attributes.get('id') ?? '') || /Gradient$/u.test(node.name)) continue
    for (const inner of nodesOf(node))
      if (inner.attributes.has('class') || referencesOf(inner).length > 0) return true
  }
  return false
}

/** What an element draws again: by its address, or by what its paint and its masks are made of. */
const referencesOf = (node: Node): string[] =>
  [...node.attributes].flatMap(([name, value]) =>
    name === 'href'
      ? [value.trim().slice(1)]
      : [...value.matchAll(/url\s*\(\s*["']?#([^\s"'()]+)/giu)].map(([, id]) => id ?? ''),
  )

/**
 * Refuses a drawing in which things are used within things that are used again, so that a few lines become millions of
 * elements, and one that uses itself.
 */
function checkUses(root: Node, naming: Naming): void {
  const byId = new Map<string, Node>()
  for (const node of nodesOf(root)) {
    const id = node.attributes.get('id')
    if (id !== undefined && !byId.has(id)) byId.set(id, node)
  }
  const known = new Map<Node, number>()
  const within = new Set<Node>()
  const drawn = (node: Node, depth: number): number => {
    const cost = known.get(node)
    if (cost !== undefined) return cost
    if (within.has(node) || depth > 4 * maxDepth) throw naming.unsupported('it refers to itself', simpler)
    within.add(node)
    let sum = 1
    for (const child of node.children) if (typeof child !== 'string') sum += drawn(child, depth + 1)
    for (const id of referencesOf(node)) {
      const other = byId.get(id)
      if (other) sum += drawn(other, depth + 1)
    }
    within.delete(node)
    if (sum > maxDrawn) throw naming.unsupported(tooMuch, simpler)
    known.set(node, sum)
    return sum
  }
  drawn(root, 0)
}

/** A length in pixels; null for a percentage or what is none. */
function length(value: string | undefined): number | null {
  const found = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/iu.exec(value ?? '')
  const unit = units[found?.[2]?.toLowerCase() ?? '']
  const number = Number(found?.[1])
  return found && unit !== undefined && number > 0 && Number.isFinite(number) ? number * unit : null
}

/** Gives the root its size in whole pixels and a view box: then it is drawn alike everywhere. */
function settleSize(root: Node): { width: number; height: number } {
  const box = (root.attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/u)
    .map(Number)
  const [, , boxWidth = 0, boxHeight = 0] = box
  const hasBox = box.length === 4 && box.every(Number.isFinite) && boxWidth > 0 && boxHeight > 0
  let width = length(root.attributes.get('width'))
  let height = length(root.attributes.get('height'))
  const ratio = hasBox ? boxHeight / boxWidth : null
  if (width === null && height === null) {
    width = hasBox ? boxWidth : usual.width
    height = hasBox ? boxHeight : usual.height
  } else if (width === null) width = (height ?? usual.height) / (ratio ?? 0.5)
  else if (height === null) height = width * (ratio ?? 0.5)
  const own = { width, height: height ?? usual.height }
  const scale = Math.min(1, 4096 / Math.max(own.width, own.height))
  const grow = Math.max(1, 16 / Math.max(own.width, own.height))
  const whole = (side: number) => Math.min(maxSide, Math.max(1, Math.round(side * scale * grow)))
  const size = { width: whole(own.width), height: whole(own.height) }
  if (!hasBox) root.attributes.set('viewBox', `0 0 ${own.width} ${own.height}`)
  root.attributes.set('width', String(size.width))
  root.attributes.set('height', String(size.height))
  for (const name of ['x', 'y']) root.attributes.delete(name)
  return size
}

function write(node: Node, isRoot: boolean): string {
  const found = [...node.attributes].map(([name, value]) => ` ${name}="${escaped(value)}"`).join('')
  const inner = node.children
    .map((child) => (typeof child === 'string' ? escaped(child) : write(child, false)))
    .join('')
  const space = isRoot ? ' xmlns="http://www.w3.org/2000/svg"' : ''
  return inner === ''
    ? `<${node.name}${space}${found}/>`
    : `<${node.name}${space}${found}>${inner}</${node.name}>`
}

/**
 * An SVG as plain drawing: parsed, and written anew from what is on the lists, so that nothing of the file itself is
 * left but what was understood.
 */
export function cleanSvg(bytes: Uint8Array, naming: Naming): CleanPicture {
  if (bytes.length > maxBytes) throw naming.unsupported('it has more than 5 MiB', simpler)
  const { root, leftOut } = parse(decode(bytes, naming), naming)
  checkUses(root, naming)
  const size = settleSize(root)
  return { bytes: Buffer.from(write(root, true)), ...size, leftOut: [...leftOut] }
}
