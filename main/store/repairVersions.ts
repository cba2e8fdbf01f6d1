import { headerSchema } from '../../shared/document/header.ts'
import type { Repair } from './repairReport.ts'
import { bodyOf, type VersionBody } from './versions.ts'

interface KeptVersion {
  readonly revision: number
  readonly body: VersionBody
}

/** The newest kept version of a briefing that can be read. */
export async function newestVersion(repair: Repair, briefingId: unknown): Promise<KeptVersion | null> {
  const rows = await repair.rows(
    'SELECT revision, body FROM briefing_revision WHERE briefing_id = ? ORDER BY revision DESC, seq DESC',
    [briefingId],
  )
  for (const { revision, body } of rows) {
    const read = body instanceof Uint8Array ? await bodyOf(body) : null
    if (read) return { revision: Number(revision), body: read }
  }
  return null
}

/** A block as the newest version has it: the columns that a version knows. */
export async function blockInVersions(
  repair: Repair,
  row: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown> | null> {
  const version = await newestVersion(repair, row.briefing_id)
  const block = version?.body.blocks.find(({ id }) => id === row.id)
  return block ? { json: JSON.stringify(block.block), version: block.version } : null
}

/** The header of a version, as a row of `briefing` keeps it; null when it does not fit any more. */
export function headerOf({ body }: KeptVersion): { header: string; header_version: number } | null {
  const header = headerSchema.safeParse(body.header)
  return header.success ? { header: JSON.stringify(header.data), header_version: body.headerVersion } : null
}

/** What can still be seen of the words in the damaged JSON of a block, and a paragraph of them. */
export function seenIn(id: string, json: string): { words: string; json: string } {
  const texts = [...json.matchAll(/"text":"((?:[^"\\]|\\.)*)"/gu)].map(([, text]) => unquoted(text ?? ''))
  const words = texts.join('')
  return { words, json: JSON.stringify({ type: 'paragraph', id, children: [{ text: words }] }) }
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}
