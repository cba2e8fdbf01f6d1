import { open, stat } from 'node:fs/promises'

/** A frame of a write-ahead log (https://www.sqlite.org/fileformat2.html#walformat): one page as a commit left it. */
export interface Frame {
  readonly page: number
  /** Where its page begins in the log, in bytes. */
  readonly at: number
  /** Pages of the database after the commit that this frame ends; 0 for a frame within one. */
  readonly commit: number
  /**
   * `read`: SQLite reads it. `beyond`: whole, but behind one that is not, where SQLite stops. `broken`: its bytes are
   * not those that were written.
   */
  readonly state: 'read' | 'beyond' | 'broken'
}

export interface Log {
  readonly pageSize: number
  readonly headerIsSound: boolean
  readonly frames: readonly Frame[]
  /** Behind the last frame that can be read stands something that no cycle of this log wrote: a frame is lost. */
  readonly endIsLost: boolean
}

const HEADER = 32
const FRAME_HEADER = 24
const MAGIC = 0x377f0682

/**
 * The frames of the present cycle of a log, also those that SQLite would leave out. Beside an open library only while
 * nobody writes.
 *
 * @param path of the log; null when it is not there or empty
 */
export async function readLog(path: string, pageSizeKnown = 4096): Promise<Log | null> {
  const { size } = await stat(path).catch(() => ({ size: 0 }))
  if (size === 0) return null
  const file = await open(path, 'r')
  try {
    const header = Buffer.alloc(HEADER)
    await file.read(header, 0, HEADER, 0)
    const magic = header.readUInt32BE(0)
    const bigEndian = magic === MAGIC + 1
    const sum = checksum(header.subarray(0, 24), [0, 0], bigEndian)
    const headerIsSound =
      (magic & ~1) === MAGIC && sum[0] === header.readUInt32BE(24) && sum[1] === header.readUInt32BE(28)
    const pageSize = headerIsSound ? header.readUInt32BE(8) : pageSizeKnown
    const step = FRAME_HEADER + pageSize
    const count = Math.floor((size - HEADER) / step)
    const frame = Buffer.alloc(step)
    let salts = header.subarray(16, 24)
    let seed: Pair = [header.readUInt32BE(24), header.readUInt32BE(28)]
    let isChained = headerIsSound
    let last = 0
    let strangest = -1
    const frames: Frame[] = []
    for (let n = 0; n < count; n++) {
      const at = HEADER + n * step
      await file.read(frame, 0, step, at)
      if (n === 0 && !headerIsSound) salts = Buffer.from(frame.subarray(8, 16))
      const own: Pair = [frame.readUInt32BE(16), frame.readUInt32BE(20)]
      const made = checksum(
        frame.subarray(FRAME_HEADER),
        checksum(frame.subarray(0, 8), seed, bigEndian),
        bigEndian,
      )
      const isWhole = made[0] === own[0] && made[1] === own[1]
      const isOurs = frame.compare(salts, 0, 8, 8, 16) === 0
      seed = own
      if (isOurs) last = n + 1
      else if (!isEarlierCycle(frame.readUInt32BE(8), salts.readUInt32BE(0))) strangest = n
      isChained &&= isWhole && isOurs
      frames.push({
        page: frame.readUInt32BE(0),
        at: at + FRAME_HEADER,
        commit: frame.readUInt32BE(4),
        state: isChained ? 'read' : isWhole && isOurs ? 'beyond' : 'broken',
      })
    }
    // Behind the last frame of this cycle are those of an earlier one; what is before it belongs to it, whatever it bears.
    return { pageSize, headerIsSound, frames: frames.slice(0, last), endIsLost: strangest >= last }
  } finally {
    await file.close()
  }
}

/** Restarts of a log between which frames of an earlier cycle may have been left standing. */
const CYCLES = 65_536

/** Each restart of a log counts its first salt up by one (https://www.sqlite.org/fileformat2.html#walformat). */
const isEarlierCycle = (salt: number, present: number): boolean => {
  const before = (present - salt) >>> 0
  return before >= 1 && before <= CYCLES
}

/** What is wrong with the log beside a library, in words; null when SQLite reads all of it that was committed. */
export async function problemOfLog(libraryPath: string): Promise<string | null> {
  const log = await readLog(`${libraryPath}-wal`)
  if (log === null) return null
  const { frames, headerIsSound, endIsLost } = log
  if (!headerIsSound) {
    return frames.length === 0
      ? null
      : 'The beginning of the log beside it is damaged: SQLite would drop every change that is only in the log.'
  }
  const lost = frames.filter(({ state, commit }) => state !== 'read' && commit > 0).length
  if (lost === 0 && endIsLost) {
    return 'The end of the log beside it is damaged: the change that was saved last may be gone.'
  }
  if (lost === 0) return null
  return lost === 1 && frames.at(-1)?.state === 'broken'
    ? 'The last change in the log beside it is not whole: it was being saved when the power went and was never ' +
        'confirmed, or it was damaged since.'
    : `The log beside it is damaged: SQLite would drop the last ${lost === 1 ? 'change' : `${lost} changes`} in it.`
}

type Pair = readonly [number, number]

/** SQLite's own checksum of a log (https://www.sqlite.org/fileformat2.html#checksum_algorithm). */
function checksum(bytes: Buffer, [from0, from1]: Pair, bigEndian: boolean): Pair {
  let s0 = from0
  let s1 = from1
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const x0 = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
    const x1 = bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)
    s0 = (s0 + x0 + s1) >>> 0
    s1 = (s1 + x1 + s0) >>> 0
  }
  return [s0, s1]
}
