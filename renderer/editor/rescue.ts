import { targetKey } from '../../shared/document/evidence.ts'
import type { Header } from '../../shared/document/header.ts'
import type { Paragraph } from '../../shared/document/paragraph.ts'
import { allText, targetsOf } from '../../shared/document/walk.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import { client } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { toast } from '../ui/Toast.tsx'
import { editorWords } from '../words/editor.ts'
import type { BriefingSession } from './session.ts'

const words = editorWords.elsewhere

/** Hands text to the browser as a file to keep: needs no disk but the person's own, and no running Attest. */
function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** The words alone, a paragraph a block. */
const plainText = (session: BriefingSession): string => session.blocks.map(allText).join('\n\n')

const asParagraphs = (session: BriefingSession): Paragraph[] =>
  session.blocks.map((block) => ({
    type: 'paragraph',
    id: block.id,
    children: [{ text: allText(block) }],
  }))

/** The keys of what is cited, as the window knows them: the library need not be readable. */
const keysIn = (session: BriefingSession): Record<string, string> =>
  Object.fromEntries(
    targetsOf(session.blocks).flatMap((target) => {
      const key = session.entities.get(targetKey(target))?.key
      return key === undefined ? [] : [[targetKey(target), key]]
    }),
  )

const ask = (session: BriefingSession, blocks: BriefingSession['blocks'], header: Header) =>
  client.call('briefings.rescue', { header, blocks, keys: keysIn(session) })

/**
 * Writes the text as it stands in this window to a file of the person's choice, whatever state the library is in:
 * through the main side as Markdown that `attest draft` reads. Where a part of it is what the main side cannot take,
 * the words alone; where the main side does not answer and this is a browser, as the browser's own download.
 *
 * @returns why it could not be written; null when it was, or the person changed their mind
 */
export async function saveElsewhere(session: BriefingSession): Promise<ErrorValue | null> {
  const { header } = session.state.getState()
  let result = await ask(session, session.blocks, header)
  if (!result.ok && ['bad-request', 'internal', 'unsupported'].includes(result.error.code))
    result = await ask(session, asParagraphs(session), header)
  if (!result.ok) {
    const inBrowser = shell().info?.host !== 'electron'
    if (!inBrowser) return result.error
    const name = words.fileName(header.subject)
    download(name, plainText(session))
    toast(words.downloaded(name))
    return null
  }
  const { name, text } = result.value
  if (name === null) return null
  if (text !== null) download(name, text)
  toast(text === null ? words.written(name) : words.downloaded(name))
  return null
}
