/** A place in a row: `comes` when everyone before has gone past, `pass` lets the next one come. */
export interface Turn {
  readonly comes: Promise<void>
  pass(): void
}

/** What is not known counts as this much, in bytes. */
const UNKNOWN = 1024 * 1024

/**
 * Works on several things at a time and tells what came of each in the order in which they came.
 *
 * @param things read one by one, only when there is room for the next
 * @param work must not reject; what has to happen in order waits for its turn
 * @param limits at most `count` things, and together at most `bytes`, unless one alone is larger
 */
export async function inOrder<T extends { readonly size?: number | undefined }, R>(
  things: Iterable<T> | AsyncIterable<T>,
  work: (thing: T, turn: Turn) => Promise<R>,
  onResult: (result: R) => void,
  limits: { readonly count: number; readonly bytes: number },
): Promise<void> {
  const running: { size: number; result: Promise<R> }[] = []
  let bytes = 0
  let before = Promise.resolve()
  const finishOldest = async (): Promise<void> => {
    const oldest = running.shift()
    if (!oldest) return
    const result = await oldest.result
    bytes -= oldest.size
    onResult(result)
  }
  try {
    for await (const thing of things) {
      const size = thing.size ?? UNKNOWN
      while (running.length > 0 && (running.length >= limits.count || bytes + size > limits.bytes)) {
        await finishOldest()
      }
      bytes += size
      const comes = before
      let pass = (): void => undefined
      const passed = new Promise<void>((resolve) => {
        pass = resolve
      })
      before = comes.then(() => passed)
      running.push({ size, result: work(thing, { comes, pass }).finally(pass) })
    }
  } finally {
    // Also when the next thing could not be had: what is under way is finished and told.
    while (running.length > 0) await finishOldest()
  }
}
