import { createHash } from 'node:crypto'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CaptureOutcome, Library } from '../../../../main/store/library.ts'
import { createLibrary, openLibrary } from '../../../../main/store/open.ts'
import type { Block } from '../../../../shared/document/block.ts'
import { emptyHeader } from '../../../../shared/document/header.ts'
import type { Paragraph } from '../../../../shared/document/paragraph.ts'
import { emptyClaimDetails } from '../../../../shared/model/claim.ts'
import { mintId, type Target } from '../../../../shared/model/identity.ts'
import { emptyQuoteDetails } from '../../../../shared/model/quote.ts'
import { article, randomFrom, sentence } from '../../words.ts'
import { answer, enriched, pictureOf, remark } from '../rich.ts'
import { type Contents, contentsOf } from './contents.ts'

const SOURCES = 6

/** An undamaged library in the ways it can lie on a disk. */
export interface Original {
  /** Closed: one file. */
  readonly closed: string
  /** As a killed process leaves it, its last changes only in the log; the log lies beside it. */
  readonly logged: string
  /** An older state of `closed`, page by page the same library. */
  readonly older: string
  readonly contents: Contents
  /** What the log's changes led to, one state after another; the first is that of the file without its log. */
  readonly states: readonly Contents[]
}

function paragraph(text: string, ...targets: Target[]): Paragraph {
  const children: Paragraph['children'] = [{ text }]
  for (const target of targets) {
    const items = [{ target, cited: { revision: 1, sha256: null } }]
    children.push({ type: 'citation', id: mintId(), items, children: [{ text: '' }] }, { text: '' })
  }
  return { type: 'paragraph', id: mintId(), children }
}

/** Makes a library with everything in it that Attest can make, from generated words. */
export async function makeOriginal(folder: string, seed: number): Promise<Original> {
  await mkdir(folder, { recursive: true })
  const random = randomFrom(seed)
  const path = join(folder, 'original.attest')
  const library = await createLibrary(path)
  const sources: CaptureOutcome[] = []
  for (let n = 0; n < SOURCES; n++) {
    const text = article(random, n === 3 ? 60 : 6, n * 1000)
    const bytes = Buffer.from(`${text}\n${'filler '.repeat(n === 2 ? 1500 : 2)}`)
    sources.push(
      await library.sources.capture({
        bytes,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        mediaType: 'text/plain',
        fileName: `note-${n}.txt`,
        encoding: 'utf-8',
        extractor: 'text',
        extractorVersion: 1,
        text,
        pages: [],
        found: { title: `Note ${n}`, publisher: 'The Harbour Gazette', url: `https://example.org/${n}` },
        capturedAt: 1_700_000_000_000 + n,
      }),
    )
  }
  const speaker = await library.speakers.create({
    details: {
      kind: 'person',
      name: 'Ilsa Tarnmoor',
      aliases: ['I. Tarnmoor', 'the minister'],
      roles: [{ id: mintId(), title: 'Minister', organization: 'Harbours', from: '2020', to: null }],
      sourceId: null,
    },
  })
  const places = sources.flatMap(({ extraction }) =>
    [0, 120, 260, 400].map((start) => ({ extractionId: extraction.id, start, end: start + 60 })),
  )
  const claims: Target[] = []
  for (const [n, place] of places.slice(0, 14).entries()) {
    const claim = await library.claims.create({
      ...emptyClaimDetails,
      text: sentence(random, 5000 + n),
      note: sentence(random, 6000 + n),
      speakerId: n % 3 === 0 ? speaker.id : null,
      place,
    })
    claims.push({ type: 'claim', id: claim.id })
    if (n % 5 === 0)
      await library.claims.update({
        id: claim.id,
        revision: 1,
        details: { note: sentence(random, 7000 + n) },
      })
  }
  const quotes: Target[] = []
  for (const place of places.slice(14, 22)) {
    const quote = await library.quotes.create({
      ...emptyQuoteDetails,
      speakerId: speaker.id,
      translation: sentence(random, 1),
      place,
    })
    quotes.push({ type: 'quote', id: quote.id })
  }
  const [a, b] = claims
  if (a && b) await library.claims.link({ from: a.id, to: b.id, type: 'qualifies', independence: 'unknown' })
  for (let n = 0; n < 2; n++) {
    const blocks: Block[] = Array.from({ length: 24 }, (_, at) =>
      paragraph(
        sentence(random, 8000 + n * 100 + at, 40),
        ...(at % 4 === 0 ? [claims[at % claims.length] as Target] : []),
        ...(at % 6 === 0 ? [quotes[at % quotes.length] as Target] : []),
      ),
    )
    // In turn a figure, a table, and words with a note and a comment.
    for (let rich = 6; rich < 12; rich++) {
      const { id } = blocks[rich * 2] as Paragraph
      await library.pictures.add(pictureOf(rich))
      blocks[rich * 2] = enriched(
        { type: 'paragraph', id, children: [{ text: sentence(random, rich) }] },
        rich,
      )
    }
    const briefing = await library.briefings.create({
      header: { ...emptyHeader, subject: `Memo ${n}` },
      blocks,
    })
    await library.versions.name(briefing.id, 'first draft')
    for (const text of [remark(n), remark(n + 2)]) {
      const thread = await library.comments.start(briefing.id, text)
      await library.comments.reply(thread.id, answer(n))
    }
    await type(library, briefing.id, blocks, random, 5)
  }
  const [briefing] = await library.briefings.list()
  if (briefing) await library.templates.save(briefing.id, 'As this one')
  await library.words.add('Tarnmoor')
  await library.tidy()
  await library.close()
  const older = join(folder, 'older.attest')
  await copyFile(path, older)

  const again = await openLibrary(path)
  const base = await contentsOf(path)
  const states: Contents[] = [base]
  const [memo] = await again.briefings.list()
  if (!memo) throw new Error('no memo')
  const { blocks } = await again.briefings.get(memo.id)
  for (let n = 0; n < 6; n++) {
    await type(again, memo.id, blocks, random, 1)
    states.push(await contentsOf(path))
  }
  const logged = join(folder, 'logged.attest')
  await copyFile(path, logged)
  await copyFile(`${path}-wal`, `${logged}-wal`)
  // A version is kept when it is closed: what the log holds is less than what the file holds then.
  await again.close()
  const contents = await contentsOf(path)
  await rm(`${path}-wal`, { force: true })
  return { closed: path, logged, older, contents, states }
}

async function type(
  library: Library,
  id: string,
  blocks: readonly Block[],
  random: () => number,
  times: number,
): Promise<void> {
  for (let n = 0; n < times; n++) {
    const { revision } = await library.briefings.get(id)
    const block = blocks[Math.floor(random() * blocks.length)]
    if (block?.type !== 'paragraph') continue
    const [first, ...rest] = block.children
    const words = first && 'text' in first ? first.text : ''
    const changed: Block = {
      ...block,
      children: [{ text: `${words} More of it: ${Math.floor(random() * 1e6)}.` }, ...rest],
    }
    await library.briefings.save({ briefingId: id, baseRevision: revision, upserts: [changed], removals: [] })
  }
}
