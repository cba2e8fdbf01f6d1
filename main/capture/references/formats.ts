import { cslTypes } from './reference.ts'

/** Files of references, by how they are read. */
export const referenceKinds = ['ris', 'bibtex', 'csl-json', 'nbib', 'endnote', 'zotero'] as const
export type ReferenceKind = (typeof referenceKinds)[number]

export const isReferenceKind = (kind: string): kind is ReferenceKind =>
  referenceKinds.some((known) => known === kind)

/** What a file of references is called in a message. */
export const referenceKindWords: Record<ReferenceKind, string> = {
  ris: 'RIS',
  bibtex: 'BibTeX',
  'csl-json': 'CSL-JSON',
  nbib: 'PubMed',
  endnote: 'EndNote XML',
  zotero: 'Zotero RDF',
}

const byExtension: Record<string, ReferenceKind> = {
  ris: 'ris',
  bib: 'bibtex',
  bibtex: 'bibtex',
  biblatex: 'bibtex',
  nbib: 'nbib',
}

/** True for a name that files of references have: they are read before the documents that they name. */
export const isReferenceName = (name: string): boolean =>
  /\.(?:ris|bib|bibtex|biblatex|nbib|rdf|xml|json)$/iu.test(name)

const cslType = new RegExp(`"type"\\s*:\\s*"(?:${cslTypes.join('|')})"`, 'u')

/**
 * Whether a file holds references, by its name and its beginning (`head`: ASCII, no byte order mark, at least 8 KiB of
 * it where there is so much). The content wins over the name; a `.bib` or `.ris` that begins with remarks is one too.
 */
export function referenceKind(extension: string, head: string): ReferenceKind | null {
  const start = head.trimStart()
  if (/^TY {0,3}-(?: |\r?\n)/u.test(start)) return 'ris'
  if (/^PMID ?- ?\d/u.test(start)) return 'nbib'
  if (/^@[a-z]{3,30}\s*[{(]\s*[^\s,={}]{0,300}\s*[,=]/iu.test(start)) return 'bibtex'
  if (start.startsWith('<')) {
    if (/<rdf:RDF\b/u.test(head) && /http:\/\/www\.zotero\.org\/namespaces\/export#/u.test(head))
      return 'zotero'
    if (/<records>\s*<record>/iu.test(head) && /<(?:ref-type|source-app|database)\b/iu.test(head))
      return 'endnote'
    return null
  }
  if (/^[[{]/u.test(start)) {
    const isItems = /^(?:\[\s*\{|\{)\s*"(?:items|[\w-]+)"\s*:/u.test(start)
    return isItems && cslType.test(head) && /"(?:id|title|DOI|citation-key)"\s*:/u.test(head)
      ? 'csl-json'
      : null
  }
  return byExtension[extension] ?? null
}
