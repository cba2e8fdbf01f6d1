import type { Address, Attachment, Email } from 'postal-mime'
import { countWords } from '../../shared/document/words.ts'
import { AttestError } from '../../shared/model/error.ts'
import type { Name } from '../../shared/model/source.ts'
import { findDate } from './dates.ts'
import { fittingDetails } from './details.ts'
import { asWindows1252, strictUtf8, windows1252Bytes } from './encoding.ts'
import type { Extracted, ExtractJob } from './extracted.ts'
import { readPage } from './html/page.ts'
import { languageTag } from './languageTag.ts'
import { madeBy } from './made.ts'
import { nameFrom } from './names.ts'
import { cleanPartName, type Part, tooManyParts } from './parts.ts'
import { cleanText, isBlank } from './plainText.ts'

/** Parts nested deeper are an attack: mail programs write four levels. */
const maxNesting = 50

/**
 * The text of a mail message (RFC 5322, MIME): the head that a reader sees (from, to, date, subject, names of
 * attachments), an empty line, the body. The body is the plain text, or the formatted one when it says much more.
 * Attachments are parts; pictures that belong to the formatted text and signatures are none. Throws `unsupported` for
 * encrypted messages, `empty`, `damaged` and `too-large`.
 */
export async function extractMail({ name, bytes }: ExtractJob): Promise<Extracted> {
  const email = await parseMail(name, bytes)
  const isEncrypted = /multipart\/encrypted|application\/(?:x-)?pkcs7-mime\b(?!.*signed-data)/iu
  if (isEncrypted.test(headerOf(email, 'content-type'))) {
    throw new AttestError(
      'unsupported',
      `${name} is an encrypted message.`,
      'Open it in your mail program, copy its text and paste it, or save it there without encryption.',
    )
  }
  const documents = email.attachments.filter(isDocument)
  if (documents.length === 0 && isBlank(`${email.subject ?? ''}${email.text ?? ''}${email.html ?? ''}`)) {
    throw new AttestError(
      'empty',
      `${name} holds no message: no subject, no text and no attachment.`,
      'Is it the right file? Save the message again and capture it then.',
    )
  }
  const parts = documents.map(partOf)
  if (tooManyParts(parts.length)) throw tooManyParts.error(name)
  const notes: string[] = []
  const repaired = repairer(bytes, notes)
  const body = repaired(bodyOf(name, email, notes))
  const head = headLines(email, parts).map(repaired)
  const text = cleanText([head.join('\n'), body].filter((part) => part !== '').join('\n\n'))
  if (isBlank(body)) notes.push('It has no text of its own.')
  const lost = body.match(/\ufffd/gu)?.length ?? 0
  if (lost > 0) {
    notes.push(`${lost} ${lost === 1 ? 'place does' : 'places do'} not fit the encoding that it names: “�”.`)
  }
  const date = headerOf(email, 'date')
  return {
    ...madeBy('mail', charsetOf(bytes)),
    text,
    words: countWords(text),
    found: fittingDetails({
      type: 'personal_communication',
      title: repaired(email.subject ?? ''),
      authors: email.from === undefined ? [] : namesOf(email.from, repaired),
      issued: findDate(date)?.edtf ?? null,
      issuedAsPrinted: date,
      language: languageTag(headerOf(email, 'content-language')),
    }),
    notes,
    ...(parts.length > 0 ? { parts } : {}),
  }
}

/** A message as postal-mime takes it apart. Throws `damaged`. */
export async function parseMail(name: string, bytes: Uint8Array): Promise<Email> {
  const { default: PostalMime } = await import('postal-mime')
  try {
    // Messages in the message are documents of their own.
    return await PostalMime.parse(Uint8Array.from(bytes).buffer, {
      attachmentEncoding: 'arraybuffer',
      forceRfc822Attachments: true,
      maxRfc822NestingDepth: 0,
      maxNestingDepth: maxNesting,
    })
  } catch (error) {
    throw new AttestError(
      'damaged',
      `${name} could not be read as a mail message: ${error instanceof Error ? error.message : error}.`,
      'Save the message again from your mail program, or copy its text and paste it.',
      { cause: error },
    )
  }
}

const headerOf = (email: Email, key: string): string =>
  email.headers.find((header) => header.key === key)?.value.trim() ?? ''

/** The plain text is what the sender's program made of the message; where it is a stub, the formatted one is taken. */
function bodyOf(name: string, email: Email, notes: string[]): string {
  const plain = cleanText(email.text ?? '').trim()
  if (!email.html?.trim()) return plain
  const page = formattedText(name, email.html, plain !== '')
  if (isBlank(plain)) return page
  if (countWords(plain) * 2 >= countWords(page)) return plain
  notes.push('Its plain text says much less than its formatted text, which was taken.')
  return page
}

function formattedText(name: string, html: string, hasPlain: boolean): string {
  try {
    return readPage(name, cleanText(html), 'fragment').text
  } catch (error) {
    const isLittle = error instanceof AttestError && (error.code === 'empty' || hasPlain)
    if (isLittle) return ''
    throw error
  }
}

function headLines(email: Email, parts: readonly Part[]): string[] {
  const line = (label: string, value: string) => (value === '' ? [] : [`${label}: ${oneLine(value)}`])
  const addresses = (list: readonly Address[] | undefined) => (list ?? []).map(addressText).join(', ')
  return [
    ...line('From', email.from === undefined ? '' : addressText(email.from)),
    ...line('To', addresses(email.to)),
    ...line('Cc', addresses(email.cc)),
    ...line('Date', headerOf(email, 'date')),
    ...line('Subject', email.subject ?? ''),
    ...line('Attachments', parts.map((part) => part.name).join(', ')),
  ]
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

function addressText(address: Address): string {
  if (address.group !== undefined) return `${address.name}: ${address.group.map(addressText).join(', ')}`
  if (address.name === '') return address.address
  return address.address ? `${address.name} <${address.address}>` : address.name
}

function namesOf(from: Address, repaired: (text: string) => string): Name[] {
  const printed = repaired(from.name) || from.address || ''
  const name = printed.includes('@') ? null : nameFrom(printed)
  return name !== null ? [name] : printed === '' ? [] : [{ literal: printed }]
}

/** Not what belongs to the looks of the message or proves where it came from. */
function isDocument({ mimeType, disposition, related }: Attachment): boolean {
  if (/^image\//iu.test(mimeType)) return disposition === 'attachment' && related !== true
  return !/^application\/(?:(?:x-)?pkcs7-signature|pgp-signature|pgp-encrypted)$/iu.test(mimeType)
}

const extensions: Record<string, string> = {
  'message/rfc822': 'eml',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/calendar': 'ics',
}

function partOf({ filename, mimeType, content }: Attachment, index: number): Part {
  const fallback = `attachment-${index + 1}.${extensions[mimeType.toLowerCase()] ?? 'bin'}`
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  return { name: cleanPartName(filename ?? '', fallback), bytes: bytes.slice() }
}

/** The one encoding that the message names, or `binary` where it names none or several. */
function charsetOf(bytes: Uint8Array): string {
  const named = new Set(
    Array.from(latin1Head(bytes).matchAll(/\bcharset\s*=\s*"?([\w.:-]{1,40})/giu), (found) =>
      (found[1] ?? '').toLowerCase(),
    ),
  )
  const [only] = named
  return named.size === 1 && only !== undefined ? only : 'binary'
}

const latin1Head = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 256 * 1024)).toString('latin1')

/**
 * Undoes a wrong declaration: controls that only a decoder of Latin-1 leaves become what Windows-1252 has there; text
 * whose every character came from one byte and whose bytes are valid UTF-8 was UTF-8 (a message that names UTF-8
 * anywhere is believed).
 */
function repairer(bytes: Uint8Array, notes: string[]): (text: string) => string {
  const namesUtf8 = /\bcharset\s*=\s*"?utf-?8|=\?utf-?8\?/iu.test(latin1Head(bytes))
  return (text) => {
    const upper = asWindows1252(text)
    if (namesUtf8 || !/[^\0-\x7f]/u.test(upper)) return upper
    const raw = windows1252Bytes(upper)
    const utf8 = raw === null ? null : strictUtf8(raw)
    if (utf8 === null) return upper
    const note = 'Its bytes are UTF-8 and were read so, whatever encoding it names.'
    if (!notes.includes(note)) notes.push(note)
    return utf8
  }
}
