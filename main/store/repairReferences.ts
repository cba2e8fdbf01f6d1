import { createHash } from 'node:crypto'
import { codePointLength } from '../../shared/anchoring/index.ts'
import { mintId } from '../../shared/model/identity.ts'
import type { Repair } from './repairReport.ts'

/** Passages looked at in one go. */
const AT_ONCE = 500
/** Rounds of dropping rows that point nowhere: each can leave others that do. */
const ROUNDS = 20

/**
 * A text that is lost is stood in for: the words that were marked in it stand at their places, with spaces between, so
 * that every claim and quote keeps its words.
 */
export async function mendTexts(repair: Repair): Promise<void> {
  const needed = await repair.rows(`SELECT DISTINCT extraction_id AS id FROM passage
    WHERE extraction_id NOT IN (SELECT id FROM extraction)`)
  for (const { id } of needed) {
    const passages = await repair.rows(
      'SELECT start_cp, end_cp, exact FROM passage WHERE extraction_id = ?',
      [id],
    )
    const [snapshot] = await repair.rows(
      `SELECT id, file_name FROM snapshot WHERE id NOT IN (SELECT snapshot_id FROM extraction) ORDER BY seq LIMIT 1`,
    )
    if (!snapshot) continue
    await putText(repair, id, snapshot, standIn(passages))
    repair.tell(
      'doubtful',
      'extraction',
      id,
      snapshot.file_name,
      `The text of a source (perhaps “${snapshot.file_name}”) is lost but for the ${passages.length} passages marked in it. Its original bytes can be imported again.`,
    )
  }
  const bare = await repair.rows(
    'SELECT id, file_name FROM snapshot WHERE id NOT IN (SELECT snapshot_id FROM extraction)',
  )
  for (const snapshot of bare) {
    const id = mintId()
    await putText(repair, id, snapshot, '')
    repair.tell(
      'lost',
      'extraction',
      id,
      snapshot.file_name,
      `The text of “${snapshot.file_name}” is lost. Its original bytes can be imported again.`,
    )
  }
}

async function putText(
  repair: Repair,
  id: unknown,
  snapshot: Record<string, unknown>,
  text: string,
): Promise<void> {
  await repair.insert('extraction', {
    id,
    snapshot_id: snapshot.id,
    extractor: 'recovered',
    extractor_version: 1,
    code_points: codePointLength(text),
    pages: '[]',
    text,
  })
}

function standIn(passages: readonly Record<string, unknown>[]): string {
  const points: string[] = []
  for (const { start_cp, exact } of passages) {
    const start = Number(start_cp)
    while (points.length < start) points.push(' ')
    for (const [at, point] of Array.from(String(exact)).entries()) points[start + at] = point
  }
  return points.join('')
}

/** Passages whose words stand elsewhere in their text, once, are moved there; others are kept and told of. */
export async function mendPlaces(repair: Repair): Promise<void> {
  let last = 0
  for (;;) {
    const rows = await repair.rows(
      `SELECT p.seq, p.id, p.exact, p.start_cp, p.end_cp, p.extraction_id FROM passage p
       JOIN extraction e ON e.id = p.extraction_id
       WHERE p.seq > ? AND substr(e.text, p.start_cp + 1, p.end_cp - p.start_cp) <> p.exact ORDER BY p.seq LIMIT ${AT_ONCE}`,
      [last],
    )
    for (const { seq, id, exact, extraction_id } of rows) {
      last = Number(seq)
      const words = String(exact)
      const [extraction] = await repair.rows('SELECT text FROM extraction WHERE id = ?', [extraction_id])
      const text = String(extraction?.text ?? '')
      const at = text.indexOf(words)
      const isOnce = at >= 0 && text.indexOf(words, at + 1) < 0
      if (isOnce) {
        const start = codePointLength(text.slice(0, at))
        await repair.change('UPDATE passage SET start_cp = ?, end_cp = ? WHERE id = ?', [
          start,
          start + codePointLength(words),
          id,
        ])
      }
      repair.tell(
        'doubtful',
        'passage',
        id,
        words,
        isOnce
          ? `The passage “${words.slice(0, 60)}” was moved to where its words stand.`
          : `The passage “${words.slice(0, 60)}” does not stand in its text any more; it was kept as it was.`,
      )
    }
    if (rows.length < AT_ONCE) return
  }
}

/** Bytes against their SHA-256: kept whatever they are, and told of. */
export async function mendBytes(repair: Repair): Promise<void> {
  for (const { id, sha256, size, file_name } of await repair.rows(
    'SELECT id, sha256, size, file_name FROM snapshot',
  )) {
    const [row] = await repair.rows('SELECT bytes FROM snapshot_bytes WHERE snapshot_id = ?', [id])
    const bytes = row?.bytes
    if (!(bytes instanceof Uint8Array)) {
      repair.tell(
        'doubtful',
        'snapshot',
        id,
        file_name,
        `The capture of “${file_name}” has no bytes any more; its text and what was marked in it are there.`,
      )
      repair.tell('lost', 'snapshot_bytes', id, file_name, `The original bytes of “${file_name}” are lost.`)
      continue
    }
    if (bytes.byteLength === size && createHash('sha256').update(bytes).digest('hex') === sha256) continue
    repair.tell(
      'doubtful',
      'snapshot',
      id,
      file_name,
      `What is stored of “${file_name}” is not what was captured.`,
    )
    repair.tell(
      'doubtful',
      'snapshot_bytes',
      id,
      file_name,
      `The original bytes of “${file_name}” were changed by the damage; they were kept as they were found.`,
    )
  }
}

/** Rows that point at what is lost: the pointer is cleared where there may be none, else the row goes too. */
export async function mendReferences(repair: Repair): Promise<void> {
  const [local] = await repair.rows('SELECT id FROM author WHERE is_local = 1')
  for (const table of ['history', 'waiver', 'comment']) {
    await repair.change(`UPDATE ${table} SET author_id = ? WHERE author_id NOT IN (SELECT id FROM author)`, [
      local?.id,
    ])
  }
  for (let round = 0; round < ROUNDS; round++) {
    const broken = await repair.rows('PRAGMA foreign_key_check')
    if (broken.length === 0) return
    for (const { table, rowid, parent, fkid } of broken) {
      const keys = await repair.rows('SELECT "from", "to" FROM pragma_foreign_key_list(?) WHERE id = ?', [
        table,
        fkid,
      ])
      const columns = await repair.rows('SELECT name, "notnull" FROM pragma_table_info(?)', [table])
      const column = String(keys[0]?.from)
      const [row] = await repair.rows(`SELECT * FROM ${table} WHERE rowid = ?`, [rowid])
      if (!row) continue
      const id = row.id ?? row[column]
      const name = String(table).replaceAll('_', ' ')
      const label = row.key ?? row.exact ?? row.file_name ?? row.name ?? id
      const mayBeNone = columns.some((one) => one.name === column && one.notnull === 0)
      if (mayBeNone && (await clear(repair, String(table), column, rowid))) {
        repair.tell(
          'doubtful',
          String(table),
          id,
          label,
          `The ${name} “${label}” pointed at a ${parent} that is lost; it points at none now.`,
        )
        continue
      }
      await repair.change(`DELETE FROM ${table} WHERE rowid = ?`, [rowid])
      repair.tell(
        'lost',
        String(table),
        id,
        label,
        `The ${name} “${label}” belonged to a ${parent} that is lost, and went with it.`,
      )
    }
  }
}

const clear = (repair: Repair, table: string, column: string, rowid: unknown): Promise<boolean> =>
  repair.change(`UPDATE ${table} SET ${column} = NULL WHERE rowid = ?`, [rowid]).then(
    () => true,
    // A CHECK needs it: an unnamed speaker belongs to a source.
    () => false,
  )

/** Rows that nothing leads to any more. */
export async function dropOrphans(repair: Repair): Promise<void> {
  const passages =
    await repair.rows(`SELECT id, exact FROM passage WHERE id NOT IN (SELECT passage_id FROM evidence)
    AND id NOT IN (SELECT passage_id FROM quote)`)
  for (const { id, exact } of passages) {
    await repair.change('DELETE FROM passage WHERE id = ?', [id])
    repair.tell(
      'lost',
      'passage',
      id,
      exact,
      `Nothing rests on the marked words “${String(exact).slice(0, 60)}” any more; the mark is gone.`,
    )
  }
  const bytes = await repair.rows(
    'SELECT snapshot_id AS id FROM snapshot_bytes WHERE snapshot_id NOT IN (SELECT id FROM snapshot)',
  )
  for (const { id } of bytes) {
    await repair.change('DELETE FROM snapshot_bytes WHERE snapshot_id = ?', [id])
    repair.tell('lost', 'snapshot_bytes', id, id, 'Bytes were dropped whose source and text are lost.')
  }
}
