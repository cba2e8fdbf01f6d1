import { Flow } from '../office/flow.ts'

/** The text of an RTF document as it is put together: paragraphs, lists, tables and, at the end, its notes. */
export class RtfText {
  private readonly flow = new Flow()
  private words = ''
  private sign = ''
  private depth: number | null = null
  private rows: Flow[][] = []
  private cells: Flow[] = []
  private cell = new Flow()
  private inTable = false
  private readonly notes: string[] = []

  write(text: string): void {
    this.words += text
  }

  /** The sign of the list item that begins, as it was set: a bullet, a number. */
  writeSign(text: string): void {
    this.sign += text
  }

  writeNote(text: string): void {
    this.notes.push(`${this.notes.pop() ?? ''}${text}`)
  }

  /** Begins a note; it is referred to here unless that is `within` another one. */
  beginNote(within: boolean): void {
    this.notes.push('')
    if (!within) this.words += `[${this.notes.length}]`
  }

  /** What a control word says of paragraphs and tables; others do nothing. */
  control(word: string, value: number | null): void {
    switch (word) {
      case 'pard':
        this.depth = null
        this.inTable = false
        return
      case 'intbl':
        this.inTable = true
        return
      case 'ilvl':
        this.depth = value ?? 0
        return
      case 'cell':
      case 'nestcell':
        this.endParagraph(this.cell)
        this.cells.push(this.cell)
        this.cell = new Flow()
        return
      case 'row':
      case 'nestrow':
        this.rows.push(this.cells)
        this.cells = []
        return
      case 'par':
      case 'sect':
      case 'page':
      case 'column':
        if (this.inTable) this.endParagraph(this.cell)
        else {
          this.endTable()
          this.endParagraph(this.flow)
        }
    }
  }

  private endParagraph(flow: Flow): void {
    const sign = this.sign.trim()
    flow.add(this.words, sign, sign === '' ? null : (this.depth ?? 0))
    this.words = ''
    this.sign = ''
  }

  private endTable(): void {
    if (this.cells.length > 0) this.rows.push(this.cells)
    if (this.rows.length > 0) this.flow.table(this.rows)
    this.rows = []
    this.cells = []
  }

  /** All of it; to be asked once, at the end. */
  whole(): string {
    if (this.words.trim() !== '' && this.inTable) this.endParagraph(this.cell)
    this.endTable()
    this.endParagraph(this.flow)
    this.notes.forEach((words, index) => {
      this.flow.add(words.replace(/\s+/gu, ' '), `[${index + 1}]`)
    })
    return this.flow.text()
  }
}
