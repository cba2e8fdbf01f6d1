/** Words of generated texts; numbered where they must differ. */
const stock =
  'the ministry said that carriers at the harbour keep their logs for ninety days and ask for more time while the authority looks at routers on the edge of the network and finds no record of who changed them although licences are reviewed every summer'.split(
    ' ',
  )

/** A generator of numbers from 0 to 1 that gives the same ones again (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A sentence of about `length` words that occurs nowhere else, by its number. */
export function sentence(random: () => number, number: number, length = 16): string {
  const words = Array.from({ length }, () => stock[Math.floor(random() * stock.length)] ?? 'the')
  words[2] = `item-${number}`
  const [first = '', ...rest] = words
  return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}.`
}

/** A text of numbered sentences in paragraphs of five. */
export function article(random: () => number, sentences: number, from = 0): string {
  let text = ''
  for (let i = 0; i < sentences; i++) text += sentence(random, from + i) + (i % 5 === 4 ? '\n\n' : ' ')
  return text
}
