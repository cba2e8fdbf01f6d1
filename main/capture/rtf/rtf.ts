import { countWords } from '../../../shared/document/words.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { SourceDetails } from '../../../shared/model/source.ts'
import { dateOf } from '../dates.ts'
import { fittingDetails } from '../details.ts'
import type { Extracted, ExtractJob } from '../extracted.ts'
import { blank } from '../extractPlain.ts'
import { madeBy } from '../made.ts'
import { namesFromByline } from '../names.ts'
import { cleanText, isBlank } from '../plainText.ts'
import { charsetLabel, codePageLabel, Decoders, symbolCharset } from './charsets.ts'
import { infoFields, isPassedOver, signs } from './destinations.ts'
import { RtfText } from './text.ts'
import { type Token, tokensOf } from './tokens.ts'

/**
 * The text of a Rich Text document (RTF 1.9.1), as that of other word-processor documents is written. Throws `damaged`
 * and `empty`.
 */
export function extractRtf({ name, bytes }: ExtractJob): Extracted {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const reader = new RtfReader()
  for (const token of tokensOf(file)) reader.take(token)
  if (!reader.closed) {
    throw new AttestError(
      'damaged',
      `${name} was cut off: its last group has no end.`,
      'Open it in a word processor, save it anew and capture that; or download it again.',
    )
  }
  const text = cleanText(reader.text())
  if (isBlank(text)) throw blank(name)
  return {
    ...madeBy('rtf', reader.label),
    text,
    words: countWords(text),
    found: reader.found(),
    notes: reader.notes(),
  }
}

type Place = 'body' | 'note' | 'sign' | 'info' | 'fonts'

/** What a group has of its own; one within it begins with a copy. */
interface Group {
  place: Place
  isPassed: boolean
  /** It says the same twice (`\\upr`): a group in it counts only when it is the one in Unicode. */
  saysTwice: boolean
  isHidden: boolean
  isDeleted: boolean
  /** How many signs stand behind `\u` for programs that do not know it. */
  fallback: number
  font: number
  /** The field of the information group, or the font whose entry is read. */
  field: string
}

/** Groups deeper than this share what the last one has: only attackers nest so. */
const maxDepth = 5000

class RtfReader {
  private readonly decoders = new Decoders()
  private readonly groups: Group[] = []
  private deeper = 0
  private group: Group = {
    place: 'body',
    isPassed: false,
    saysTwice: false,
    isHidden: false,
    isDeleted: false,
    fallback: 1,
    font: -1,
    field: '',
  }
  /** Right after an opening brace (`open`), or after `\*` there (`optional`). */
  private expects: 'open' | 'optional' | null = null
  private skip = 0
  private pending: number[] = []
  private readonly charsets = new Map<number, number>()
  private defaultFont = -1
  label = 'windows-1252'

  private readonly body = new RtfText()
  private readonly info = new Map<string, string>()
  private readonly told = new Set<string>()

  /** Whether every group that was opened was closed. */
  get closed(): boolean {
    return this.groups.length === 0
  }

  take(token: Token): void {
    switch (token.kind) {
      case 'open':
        this.flush()
        this.skip = 0
        if (this.groups.length < maxDepth) this.enter()
        else this.deeper += 1
        this.expects = 'open'
        return
      case 'close':
        this.flush()
        this.skip = 0
        this.expects = null
        if (this.deeper > 0) this.deeper -= 1
        else this.group = this.groups.pop() ?? this.group
        return
      case 'byte':
        this.expects = null
        this.byte(token.value)
        return
      case 'text':
        this.expects = null
        for (let at = 0; at < token.text.length; at += 1) this.byte(token.text.charCodeAt(at))
        return
      case 'control':
        this.control(token.word, token.value)
    }
  }

  private enter(): void {
    this.groups.push({ ...this.group })
    if (this.group.saysTwice) {
      this.group.saysTwice = false
      this.group.isPassed = true
    }
  }

  private control(word: string, value: number | null): void {
    const { expects } = this
    if (word === '*') {
      this.expects = expects === 'open' ? 'optional' : null
      return
    }
    this.expects = null
    // What stands behind `\u` for older programs may be a control word of one sign.
    if (this.skip > 0 && word !== 'u') {
      this.skip -= 1
      if (signs[word] !== undefined) return
      this.skip = 0
    }
    this.flush()
    if (expects !== null && this.begins(word, expects === 'optional')) return
    const sign = signs[word]
    if (sign !== undefined) this.write(sign)
    else if (word === 'u' && value !== null) {
      this.write(String.fromCharCode(value < 0 ? value + 65_536 : value))
      this.skip = this.group.fallback
    } else this.set(word, value)
  }

  /** A group that begins with this word; true when nothing else is to be done with the word. */
  private begins(word: string, optional: boolean): boolean {
    const { group } = this
    if (word === 'fonttbl') group.place = 'fonts'
    else if (word === 'upr') group.saysTwice = !group.isPassed
    else if (word === 'ud') group.isPassed = this.groups.at(-1)?.saysTwice !== true
    else if (word === 'info') group.place = 'info'
    else if (word === 'listtext' || word === 'pntext') group.place = 'sign'
    else if (word === 'footnote') {
      // A note of what is left out is left out with it, and not counted.
      group.isPassed ||= group.isHidden || group.isDeleted
      if (group.isPassed) return true
      this.body.beginNote(group.place !== 'body')
      group.place = 'note'
    } else if (word === 'annotation') {
      group.isPassed = true
      this.told.add('comments')
    } else if (group.place === 'info' && infoFields.has(word)) group.field = word
    else if (isPassedOver(word, optional)) group.isPassed = true
    else return false
    return true
  }

  private set(word: string, value: number | null): void {
    const { group } = this
    if (group.isPassed) return
    switch (word) {
      case 'ansicpg':
        this.label = codePageLabel(value ?? 1252)
        return
      case 'mac':
        this.label = 'macintosh'
        return
      case 'deff':
        this.defaultFont = value ?? -1
        return
      case 'uc':
        group.fallback = Math.min(100, Math.max(0, value ?? 1))
        return
      case 'f':
        group.font = value ?? -1
        return
      case 'fcharset':
        if (group.place === 'fonts') this.charsets.set(group.font, value ?? 0)
        return
      case 'plain':
        group.isHidden = false
        group.font = this.defaultFont
        return
      case 'v':
        group.isHidden = value !== 0
        return
      case 'deleted':
        group.isDeleted = value !== 0
        this.told.add('changes')
        return
      case 'revised':
        this.told.add('changes')
        return
      case 'yr':
      case 'mo':
      case 'dy':
        if (group.place === 'info') this.info.set(`${group.field}-${word}`, String(value ?? ''))
        return
      default:
        if (group.place === 'body') this.body.control(word, value)
        else if (group.place === 'note' && word === 'par') this.write('\n')
    }
  }

  private byte(value: number): void {
    if (this.skip > 0) this.skip -= 1
    else this.pending.push(value)
  }

  /** Bytes that came one after the other are one text: a letter may have two of them. */
  private flush(): void {
    if (this.pending.length === 0) return
    const bytes = this.pending
    this.pending = []
    const { group } = this
    if (group.isPassed || group.place === 'fonts') return
    const charset = this.charsets.get(group.font === -1 ? this.defaultFont : group.font)
    if (charset === symbolCharset && group.place === 'body') {
      this.told.add('symbols')
      this.write('\ufffd'.repeat(bytes.filter((byte) => byte > 32).length))
      return
    }
    const label = charset === undefined ? null : charsetLabel(charset)
    this.write(this.decoders.decode(label ?? this.label, bytes))
  }

  private write(text: string): void {
    const { place, isPassed, isHidden, isDeleted, field } = this.group
    if (isPassed || isHidden || isDeleted) return
    if (place === 'body') this.body.write(text)
    else if (place === 'sign') this.body.writeSign(text)
    else if (place === 'info') {
      if (field !== '') this.info.set(field, `${this.info.get(field) ?? ''}${text}`)
    } else if (place === 'note') this.body.writeNote(text)
  }

  text(): string {
    this.flush()
    return this.body.whole()
  }

  found(): Partial<SourceDetails> {
    const date = (field: string) => {
      const part = (name: string) => this.info.get(`${field}-${name}`)
      return part('yr') === undefined ? null : dateOf(part('yr'), part('mo'), part('dy'))
    }
    return fittingDetails({
      title: this.info.get('title') ?? '',
      authors: namesFromByline(this.info.get('author') ?? ''),
      publisher: this.info.get('company') ?? '',
      issued: date('revtim') ?? date('creatim'),
    })
  }

  notes(): string[] {
    return [
      this.told.has('changes') ? 'It has tracked changes: this is its text with all of them accepted.' : '',
      this.told.has('comments') ? 'Its comments were left out.' : '',
      this.told.has('symbols') ? 'Signs of symbol fonts were replaced with “�”.' : '',
    ].filter(Boolean)
  }
}
