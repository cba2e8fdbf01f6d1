import { AttestError } from '../../shared/model/error.ts'
import type { Extracted, ExtractJob } from './extracted.ts'
import { madeBy } from './made.ts'
import { cleanPartName, maxParts, type Part, tooManyParts } from './parts.ts'

/**
 * The messages of a mailbox in one file (RFC 4155): each begins with a line `From ADDRESS DATE` at the beginning or
 * behind an empty line; one `>` is taken from lines of `>From ` in it. A mailbox has no text of its own. Throws
 * `damaged` and `too-large`.
 */
export async function extractMbox({ name, bytes }: ExtractJob): Promise<Extracted> {
  const { decodeWords } = await import('postal-mime')
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const starts = messageStarts(file)
  if (tooManyParts(starts.length)) throw tooManyParts.error(name)
  const digits = String(starts.length).length
  const parts = starts.map((start, index): Part => {
    const message = unquoted(file.subarray(start.body, starts[index + 1]?.line ?? file.length))
    const subject = decodeWords(subjectOf(message))
    const number = String(index + 1).padStart(digits, '0')
    return {
      name: cleanPartName(`${number} ${subject.replace(/[/\\]/gu, '-')}.eml`, `${number}.eml`),
      bytes: message,
    }
  })
  if (parts.length === 0) {
    throw new AttestError(
      'damaged',
      `${name} is no mailbox: no line in it begins a message.`,
      'Export the mailbox again, or save its messages one by one.',
    )
  }
  return { ...madeBy('mbox', 'binary'), text: '', words: 0, found: {}, notes: [], parts }
}

/** Where the separating lines and the messages behind them begin, in bytes; one more than allowed at most. */
function messageStarts(file: Buffer): { line: number; body: number }[] {
  const starts: { line: number; body: number }[] = []
  for (
    let at = file.indexOf('From ');
    at >= 0 && starts.length <= maxParts;
    at = file.indexOf('From ', at + 5)
  ) {
    const before = file.subarray(Math.max(0, at - 4), at).toString('latin1')
    if (at > 0 && !/\n\r?\n$|^\r?\n$/u.test(before)) continue
    const end = file.indexOf('\n', at)
    const line = file.subarray(at, Math.min(end < 0 ? file.length : end, at + 300)).toString('latin1')
    if (/^From \S+.*\d{1,2}:\d{2}.*\d{4}/u.test(line))
      starts.push({ line: at, body: end < 0 ? file.length : end + 1 })
  }
  return starts
}

/** A copy, without one `>` before `From ` at the beginning of lines and without the empty line that parts messages. */
function unquoted(message: Buffer): Uint8Array {
  const text = message.toString('latin1')
  return Uint8Array.from(
    Buffer.from(text.replace(/^>(>*From )/gmu, '$1').replace(/\r?\n\r?\n$/u, '\n'), 'latin1'),
  )
}

function subjectOf(message: Uint8Array): string {
  const head = Buffer.from(message.buffer, message.byteOffset, Math.min(message.length, 32 * 1024)).toString(
    'latin1',
  )
  const header = head.slice(0, /\r?\n\r?\n/u.exec(head)?.index ?? head.length)
  return (/^Subject:[ \t]*(.{0,500}(?:\r?\n[ \t].{0,500}){0,3})/imu.exec(header)?.[1] ?? '').replace(
    /\s+/gu,
    ' ',
  )
}
