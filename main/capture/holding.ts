import { AttestError } from '../../shared/model/error.ts'
import { maxPartBytes, maxPartDepth, maxPartsInAll } from './parts.ts'

/** Where a document stands in others, and how much one imported file has given so far: what bombs are stopped by. */
export class Holding {
  private readonly path: readonly string[]
  private readonly total: { documents: number; bytes: number }

  /** Of a file that stands in no other. */
  constructor(name: string, path: readonly string[] = [name], total = { documents: 0, bytes: 0 }) {
    this.path = path
    this.total = total
  }

  /** The place of a document in this one. */
  enter(name: string): Holding {
    return new Holding(name, [...this.path, name], this.total)
  }

  /** The same for itself, with the folders under which the file was named. */
  get whole(): string {
    return this.path.join(' › ')
  }

  /** `mailbox.mbox › 07 Report.eml › report.docx`; the file's own name where it stands in no other. */
  nameOf(name: string): string {
    return this.path.length === 1 ? name : this.path.join(' › ')
  }

  /** Counts a document before it is read. Throws `too-large` when it is one too many, too much or too deep. */
  count(bytes: number): void {
    const [file = ''] = this.path
    this.total.documents += 1
    this.total.bytes += bytes
    if (this.path.length > maxPartDepth) {
      throw tooMuch(
        `documents within documents more than ${maxPartDepth - 1} deep are not taken out of ${file}`,
      )
    }
    if (this.total.documents > maxPartsInAll) {
      throw tooMuch(`${file} holds more than ${maxPartsInAll.toLocaleString('en')} documents`)
    }
    if (this.total.bytes > maxPartBytes) {
      throw tooMuch(`${file} unpacks to more than ${maxPartBytes / 1024 / 1024} MiB`)
    }
  }
}

const tooMuch = (what: string): AttestError =>
  new AttestError(
    'too-large',
    `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    'Take it apart and import its documents in several pieces.',
  )
