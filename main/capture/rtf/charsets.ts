/** WHATWG labels of the character sets that fonts name (`\fcharset`, RTF 1.9.1, “Font Table”). */
const ofFont: Readonly<Record<number, string>> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gb18030',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
}
/** … and of code pages (`\ansicpg`). */
const ofCodePage: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  1361: 'euc-kr',
  10000: 'macintosh',
  65001: 'utf-8',
}

/** The character set of fonts that hold signs instead of letters (Wingdings): their bytes are no text. */
export const symbolCharset = 2

/** The encoding of a code page; Windows-1252 for those that nothing here reads. */
export const codePageLabel = (page: number): string =>
  ofCodePage[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252')

/** The encoding of a font's character set; null where the document's own counts. */
export const charsetLabel = (charset: number): string | null => ofFont[charset] ?? null

/** Bytes as text, one decoder for each encoding. */
export class Decoders {
  private readonly made = new Map<string, InstanceType<typeof TextDecoder>>()

  decode(label: string, bytes: readonly number[]): string {
    let decoder = this.made.get(label)
    if (decoder === undefined) {
      decoder = new TextDecoder(label)
      this.made.set(label, decoder)
    }
    return decoder.decode(Uint8Array.from(bytes))
  }
}
