/** Longest passage that a note quotes in full, in code points. */
export const longestExcerpt = 300

/**
 * The words of a passage as a note quotes them: white space folded, and beyond `longestExcerpt` code points cut in
 * the middle between words, the cut marked `[…]`.
 */
export function excerpt(passage: string): string {
  const words = passage.replace(/\s+/gu, ' ').trim()
  const points = [...words]
  if (points.length <= longestExcerpt) return words
  const half = Math.floor(longestExcerpt / 2) - 3
  const head = points.slice(0, half).join('')
  const tail = points.slice(-half).join('')
  const before = head.replace(/\s+\S*$/u, '') || head
  const after = tail.replace(/^\S*\s+/u, '') || tail
  return `${before} […] ${after}`
}
