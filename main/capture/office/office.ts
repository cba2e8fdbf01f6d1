import type { SourceDetails } from '../../../shared/model/source.ts'
import type { XmlListener } from '../xml.ts'

/** The files inside a word-processor document. */
export interface OfficeFile {
  has(path: string): boolean
  /** Reads one of them as XML; nothing happens when it is not there. */
  xml(path: string, prefixes: ReadonlyMap<string, string>, listener: XmlListener): void
}

/** What was read of one. */
export interface OfficeDocument {
  readonly text: string
  readonly found: Partial<SourceDetails>
  /** Full sentences for the person. */
  readonly notes: string[]
}
