import { type DomElement, type DomNode, isElement } from './dom.ts'

/** Elements that show no text of the document: embedded things, form controls, windows that open on demand. */
const textless = new Set(
  'script style noscript template iframe noembed noframes svg object embed applet audio video canvas map button select option datalist textarea input progress meter dialog head meta link title base'.split(
    ' ',
  ),
)

/** Removes what a browser would not show as text of the page. Style sheets are not applied. */
export function removeUnseen(root: DomElement): void {
  let node: DomNode | null = root.firstChild
  while (node !== null) {
    if (isElement(node) && isUnseen(node)) {
      const next = following(node, root, false)
      node.remove()
      node = next
    } else node = following(node, root, true)
  }
}

function isUnseen(element: DomElement): boolean {
  if (textless.has(element.localName)) return true
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true
  if (element.getAttribute('aria-modal') === 'true' && element.getAttribute('role') === 'dialog') return true
  const style = element.getAttribute('style')
  return (
    style !== null && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/iu.test(style)
  )
}

/** The next node in document order within `root`; its own children only when `inside`. */
function following(node: DomNode, root: DomNode, inside: boolean): DomNode | null {
  if (inside && node.firstChild !== null) return node.firstChild
  for (let at: DomNode | null = node; at !== null && at !== root; at = at.parentNode) {
    if (at.nextSibling !== null) return at.nextSibling
  }
  return null
}
