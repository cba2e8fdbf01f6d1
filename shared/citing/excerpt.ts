/** Longest passage that a note quotes in full, in code points. */
export const longestExcerpt = 300

/** Code points of `points` from its start, ending before a space where one is near. */
function startOf(points: readonly string[], length: number): string {
  const words = points.slice(0, length).join('')
  return words.replace(/\s+\S{0,40}$/u, '')
}
function endOf(points: readonly string[], length: number): string {
  const words = points.slice(-length).join('')
  return words.replace(/^\S{0,40}\s+/u, '')
}

/**
 * The words of a passage as a note quotes them: white space folded, and beyond `longestExcerpt` code points cut in
 * the middle between words, the cut marked `[…]`.
 */
export function excerpt(passage: string): string {
  const words = passage.replace(/\s+/gu, ' ').trim()
  const points = [...words]
  if (points.length <= longestExcerpt) return words
  const half = Math.floor((longestExcerpt - ' […] '.length) / 2)
  return `${startOf(points, half)} […] ${endOf(points, half)}`
}
