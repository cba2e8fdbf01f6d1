import type { Line } from './lines.ts'

/** Lines at the head or the foot of a page that are looked at. */
const edgeLines = 3
/** Numbers of a line that are tried as the number of its page. */
const mostNumbers = 6

/**
 * Pages without their running heads and feet, and how many of those were left out: lines at the edge of a page that stand
 * at the same height of two pages in five (odd and even ones may differ), and of three, with the same words. One number
 * of them may count the pages; any other difference is the page's own words, such as a figure under the same label.
 */
export function withoutRunningHeads(pages: readonly (readonly Line[])[]): {
  pages: Line[][]
  leftOut: number
} {
  const edges = pages.map((lines, page) => {
    const byHeight = [...lines].sort((a, b) => b.y - a.y)
    const edge = [...byHeight.slice(0, edgeLines), ...byHeight.slice(-edgeLines)]
    return new Map(edge.map((line) => [line, shapesOf(line, page)]))
  })
  const counts = new Map<string, number>()
  for (const edge of edges) {
    for (const shape of new Set([...edge.values()].flat())) counts.set(shape, (counts.get(shape) ?? 0) + 1)
  }
  const enough = Math.max(3, Math.floor(0.4 * pages.filter((lines) => lines.length > 0).length))
  let leftOut = 0
  const kept = pages.map((lines, page) =>
    lines.filter((line) => {
      const isOut = edges[page]?.get(line)?.some((shape) => (counts.get(shape) ?? 0) >= enough) === true
      if (isOut) leftOut += 1
      return !isOut
    }),
  )
  return { pages: kept, leftOut }
}

/** A line's words and height as they are, and with each of its numbers as what it is more than the page's place. */
function shapesOf({ text, y }: Line, page: number): string[] {
  const words = text.toLowerCase()
  const height = Math.round(y / 4)
  const numbers = [...words.matchAll(/\d{1,5}|\b[ivxlc]{1,8}\b/gu)].slice(0, mostNumbers)
  return [
    `${words}@${height}`,
    ...numbers.map((number) => {
      const [digits] = number
      const value = /\d/u.test(digits) ? Number(digits) : roman(digits)
      return `${words.slice(0, number.index)}#${value - page}#${words.slice(number.index + digits.length)}@${height}`
    }),
  ]
}

const letters: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

/** A roman number in lower case. */
function roman(digits: string): number {
  const values = [...digits].map((letter) => letters[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}
