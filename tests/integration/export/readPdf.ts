import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

// A PDF as a reader sees it, by pdf.js.

export interface PdfLink {
  /** Index of the page it stands on, from 0. */
  readonly page: number
  /** An address of the web, or null for a place in the document. */
  readonly url: string | null
  /** Index of the page it leads to, and how high there, in points from the foot; null for an address. */
  readonly to: { readonly page: number; readonly top: number } | null
}

export interface ReadPdf {
  readonly pages: readonly string[]
  readonly links: readonly PdfLink[]
  readonly info: Readonly<Record<string, unknown>>
  readonly outline: readonly string[]
}

/** Letters without the space between them: where lines break is not what a test of words asks. */
export const flat = (text: string): string => text.replace(/[\s\u00A0]+/gu, '')

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // pdf.js takes the buffer away from whoever gave it.
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await loading.promise
  const pages: string[] = []
  const links: PdfLink[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
    for (const annotation of await page.getAnnotations()) {
      if (annotation.subtype !== 'Link') continue
      const dest =
        typeof annotation.dest === 'string' ? await document.getDestination(annotation.dest) : annotation.dest
      links.push({
        page: number - 1,
        url: annotation.url ?? null,
        to: dest ? { page: await document.getPageIndex(dest[0]), top: dest[3] } : null,
      })
    }
  }
  const { info } = await document.getMetadata()
  const titles = (nodes: Awaited<ReturnType<typeof document.getOutline>>): string[] =>
    (nodes ?? []).flatMap((node) => [node.title, ...titles(node.items)])
  const outline = titles(await document.getOutline())
  await loading.destroy()
  return { pages, links, info: info as Record<string, unknown>, outline }
}
