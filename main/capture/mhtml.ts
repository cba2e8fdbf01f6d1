import { countWords } from '../../shared/document/words.ts'
import { AttestError } from '../../shared/model/error.ts'
import { findDate } from './dates.ts'
import { fittingDetails } from './details.ts'
import { asWindows1252 } from './encoding.ts'
import type { Extracted, ExtractJob } from './extracted.ts'
import { readPage } from './html/page.ts'
import { madeBy } from './made.ts'
import { parseMail } from './mail.ts'
import { cleanText } from './plainText.ts'

/** So many parts are looked at for the page: browsers write it first. */
const maxLookedAt = 50

/**
 * The article of a page that a browser saved as one file (MHTML, RFC 2557), as of a page in HTML; frames, pictures and
 * styles in the file are left. The address is the one under which it was saved, unless the page says another; the day it
 * was saved is when it was read. Throws as `readPage`, and `damaged`.
 */
export async function extractMhtml({ name, bytes, extent }: ExtractJob): Promise<Extracted> {
  const email = await parseMail(name, onlyPage(bytes))
  if (!email.html?.trim()) {
    throw new AttestError(
      'empty',
      `${name} holds no page.`,
      'Save the page again, as “Web page, HTML only”, and capture that.',
    )
  }
  const page = readPage(name, cleanText(asWindows1252(email.html)), extent)
  const header = (key: string) => email.headers.find((one) => one.key === key)?.value.trim() ?? ''
  return {
    ...madeBy('mhtml', 'utf-8'),
    text: page.text,
    words: countWords(page.text),
    found: {
      ...fittingDetails({
        url: header('snapshot-content-location'),
        accessed: findDate(header('date'))?.edtf ?? null,
      }),
      ...page.found,
    },
    notes: page.notes,
  }
}

/** The message with the first of its parts that is a page, and no other; all of it where that cannot be made out. */
function onlyPage(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const head = file.subarray(0, 64 * 1024).toString('latin1')
  const boundary = /^content-type:[^\n]*(?:\r?\n[ \t][^\n]*)*?\bboundary="?([^";\r\n]{1,200})/imu.exec(
    head,
  )?.[1]
  if (boundary === undefined) return bytes
  const mark = `\n--${boundary}`
  let from = file.indexOf(mark, 0, 'latin1')
  const headers = file.subarray(0, Math.max(0, from))
  for (let looked = 0; from >= 0 && looked < maxLookedAt; looked++) {
    const next = file.indexOf(mark, from + mark.length, 'latin1')
    const part = file.subarray(from, next < 0 ? file.length : next)
    if (
      /^content-type:\s*(?:text\/html|application\/xhtml\+xml)/imu.test(
        part.subarray(0, 8192).toString('latin1'),
      )
    )
      return Buffer.concat([headers, part, Buffer.from(`${mark}--\r\n`, 'latin1')])
    from = next
  }
  return bytes
}
