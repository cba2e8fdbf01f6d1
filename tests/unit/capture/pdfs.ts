/** A text that is set at a place of a page: points from the lower left corner. */
export interface Placed {
  readonly x?: number
  readonly y: number
  readonly size?: number
  readonly text: string
}

const escaped = (text: string): string => text.replace(/[\\()]/gu, (sign) => `\\${sign}`)

/**
 * A PDF whose pages show these texts, or this content as it is; in Helvetica, or in a font that names its character map
 * instead of holding it. No library: a test wants to say where each line stands.
 */
export function pdf(
  pages: readonly (readonly Placed[] | string)[],
  options: { readonly info?: string; readonly font?: string; readonly catalog?: string } = {},
): Uint8Array {
  const font = options.font ?? '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'
  const objects: string[] = [
    `<</Type/Catalog/Pages 2 0 R${options.catalog ?? ''}>>`,
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${5 + 2 * index} 0 R`).join(' ')}]>>`,
    font,
    `<<${options.info ?? ''}>>`,
  ]
  for (const page of pages) {
    const content =
      typeof page === 'string'
        ? page
        : page
            .map(
              ({ x = 72, y, size = 11, text }) => `BT /F1 ${size} Tf ${x} ${y} Td (${escaped(text)}) Tj ET`,
            )
            .join('\n')
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${objects.length + 2} 0 R>>`,
      `<</Length ${Buffer.from(content, 'latin1').length}>>\nstream\n${content}\nendstream`,
    )
  }
  let file = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info 4 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return Uint8Array.from(Buffer.from(file, 'latin1'))
}

/** Lines under each other from a height on. */
export const lines = (from: number, texts: readonly string[], x = 72, leading = 14): Placed[] =>
  texts.map((text, index) => ({ x, y: from - leading * index, text }))
