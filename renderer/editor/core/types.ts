import type { BaseEditor } from 'slate'
import type { HistoryEditor } from 'slate-history'
import type { ReactEditor } from 'slate-react'
import type { Block } from '../../../shared/document/block.ts'
import type { Citation } from '../../../shared/document/citation.ts'
import type { Footnote } from '../../../shared/document/footnote.ts'
import type { Link } from '../../../shared/document/link.ts'
import type { ListItem } from '../../../shared/document/list.ts'
import type { Quotation } from '../../../shared/document/quotation.ts'
import type { Reference } from '../../../shared/document/reference.ts'
import type { TableCaption, TableCell, TableRow } from '../../../shared/document/table.ts'
import type { Text } from '../../../shared/document/text.ts'

export type InlineElement = Citation | Quotation | Link | Footnote | Reference
export type AttestElement = Block | ListItem | TableRow | TableCell | TableCaption | InlineElement

declare module 'slate' {
  interface CustomTypes {
    Editor: BaseEditor & ReactEditor & HistoryEditor
    Element: AttestElement
    Text: Text
  }
}
