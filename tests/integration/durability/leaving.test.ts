import { copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { create } from 'zustand'
import { createFlush, type FlushWindow } from '../../../main/hosts/flush.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { Autosave, type SaveState } from '../../../renderer/editor/autosave.ts'
import { type Leavable, Leaving } from '../../../renderer/editor/unsaved.ts'
import { header, library, paragraph } from '../store/written.ts'

type Mutant = 'none' | 'the window answers early' | 'nobody waits for the window'

/**
 * Somebody types into a library, and another library is to be opened in its place: the window's real saving, the real
 * flush and a real store, whose disk takes a while.
 *
 * @returns what was asked for, the text as a kill at the very moment of the answer would leave it, and the answer
 */
async function left(
  mutant: Mutant,
  refusing = false,
): Promise<{ may: boolean; kept: string; asked: number }> {
  let asked = 0
  const made = await library()
  const briefing = await made.briefings.create({ header: header('Memo'), blocks: [paragraph('first')] })
  let typed = 0
  let saved = 0
  const state = create<{ save: SaveState }>(() => ({ save: { name: 'saved', at: null } }))
  const autosave = new Autosave({
    revision: 1,
    collect: () => {
      if (typed === saved) return null
      const now = typed
      const upserts = [{ ...paragraph(`last words ${now}`), id: briefing.blocks[0]?.id ?? '' }]
      const acknowledged = () => {
        saved = now
      }
      return { change: { briefingId: briefing.id, upserts, removals: [] }, acknowledged }
    },
    send: async (change) => {
      await new Promise((resolve) => setTimeout(resolve, 60))
      if (refusing) return { ok: false, error: { code: 'disk-full', message: 'Full.', hint: 'Free some.' } }
      return { ok: true, value: await made.briefings.save(change) }
    },
    onState: (save) => state.setState({ save }),
  })
  onTestFinished(() => autosave.stop())
  const session: Leavable = {
    id: briefing.id,
    autosave,
    state,
    dispose: async () => {},
    abandon: async () => {},
  }
  const leaving = new Leaving<Leavable>()
  leaving.show(session)
  // One save is on its way while more is typed.
  typed = 1
  autosave.touch()
  void autosave.flush()
  typed = 2
  autosave.touch()

  const windows = new Map([
    ['w', { webContents: { isCrashed: () => false }, isDestroyed: () => false } as unknown as FlushWindow],
  ])
  const flush = createFlush({
    ask: () => {
      const all = leaving.saveAll()
      if (mutant === 'none') void all.then((done) => flush.answered('w', done))
      else flush.answered('w', true)
    },
    show: async () => {
      asked += 1
      return { response: 0 }
    },
    running: () => [],
    stop: async () => undefined,
    stays: () => undefined,
  })
  const may = mutant === 'nobody waits for the window' ? !!flush.leave(windows) : await flush.leave(windows)
  const copy = join(dirname(made.path), 'copy.attest')
  await copyFile(`${made.path}-wal`, `${copy}-wal`)
  await copyFile(made.path, copy)
  const again = await openLibrary(copy)
  const kept = JSON.stringify((await again.briefings.get(briefing.id)).blocks)
  await again.close()
  return { may, kept, asked }
}

it('lets the open library be left only after the last words in a window are committed', async () => {
  const { may, kept, asked } = await left('none')
  expect(may).toBe(true)
  expect(kept).toContain('last words 2')
  expect(asked).toBe(0)
})

it('does not let it be left while they cannot be, and says so', async () => {
  const { may, kept, asked } = await left('none', true)
  expect(may).toBe(false)
  expect(kept).toContain('first')
  expect(asked).toBe(1)
})

// Without these the first test could be blind.
it.each(['the window answers early', 'nobody waits for the window'] as const)(
  'is seen to lose them when %s',
  async (mutant) => {
    const { may, kept } = await left(mutant)
    expect(may).toBe(true)
    expect(kept).not.toContain('last words 2')
  },
)
