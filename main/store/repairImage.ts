import { type FileHandle, open } from 'node:fs/promises'
import { type Frame, readLog } from './doctorLog.ts'

const MAGIC = 'SQLite format 3\0'
/** Every library is made with pages of this size. */
const PAGE_SIZE = 4096

/**
 * The pages of a damaged library as they were meant to be: the file, with the pages of its log over it, read without
 * SQLite, which stops at the first thing it does not understand. Nothing is written.
 */
export class PageImage {
  /** Pages there are, from 1. */
  readonly count: number
  readonly pageSize: number
  /** The end of the log is damaged: what was saved last may not be in the pages. */
  readonly endIsLost: boolean
  readonly #file: FileHandle
  readonly #log: FileHandle | null
  readonly #frames: ReadonlyMap<number, number>

  private constructor(
    file: FileHandle,
    log: FileHandle | null,
    frames: ReadonlyMap<number, number>,
    pageSize: number,
    count: number,
    endIsLost: boolean,
  ) {
    this.#file = file
    this.#log = log
    this.#frames = frames
    this.pageSize = pageSize
    this.count = count
    this.endIsLost = endIsLost
  }

  /** @param path a library that no connection of this process has open */
  static async of(path: string): Promise<PageImage> {
    const found = await readLog(`${path}-wal`, PAGE_SIZE)
    const file = await open(path, 'r')
    const log = found ? await open(`${path}-wal`, 'r') : null
    const { size } = await file.stat()
    const header = Buffer.alloc(100)
    await file.read(header, 0, 100, 0)
    const named = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16)
    const isSound = header.toString('latin1', 0, 16) === MAGIC && named >= 512 && (named & (named - 1)) === 0
    const pageSize = isSound ? named : PAGE_SIZE
    const inFile = Math.ceil(size / pageSize)
    const frames = found?.pageSize === pageSize ? found.frames : []
    const most = Math.max(inFile, ...frames.map(({ state, commit }) => (state === 'broken' ? 0 : commit)))
    const latest = new Map<number, number>()
    for (const frame of committed(frames)) {
      // A broken frame may bear any number; its page is still better than the one before, most of it is right.
      if (frame.page >= 1 && frame.page <= most) latest.set(frame.page, frame.at)
    }
    return new PageImage(file, log, latest, pageSize, most, found?.endIsLost ?? false)
  }

  /** The bytes of a page; what is beyond the end of the file is zero. */
  async page(n: number): Promise<Buffer> {
    const page = Buffer.alloc(this.pageSize)
    const at = this.#frames.get(n)
    if (at !== undefined && this.#log) await this.#log.read(page, 0, this.pageSize, at)
    else await this.#file.read(page, 0, this.pageSize, (n - 1) * this.pageSize)
    return page
  }

  async close(): Promise<void> {
    await this.#file.close()
    await this.#log?.close()
  }
}

/** Frames up to the last commit: what came after it was never confirmed. */
function committed(frames: readonly Frame[]): readonly Frame[] {
  let last = frames.length
  while (last > 0 && (frames[last - 1]?.commit ?? 0) === 0) last -= 1
  return frames.slice(0, last)
}
