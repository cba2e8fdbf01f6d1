/**
 * Every bound of the matching ladder in one place. Lengths are UTF-16 units of the normalised text unless a
 * name says code points. What lies beyond a bound is answered with a lower rung, never with a better one.
 */

/** Characters of context a selector keeps on each side (W3C TextQuoteSelector), in code points. */
export const CONTEXT_CODE_POINTS = 32

/** Below this many code points, words that differ are never offered as the same (DESIGN §6). */
export const MIN_SIMILAR_CODE_POINTS = 12

/** At most this many places are listed in a verdict. */
export const MAX_PLACES = 100

/** At most this many places of the same words are weighed against a selector's context. */
export const MAX_CANDIDATES = 1_000

/** Segments of a marked quotation lie within this much text plus the length of the words, outside the passage. */
export const MARKED_WINDOW = 2_000

/** A quotation cut into more segments than this is not read as a marked one. */
export const MAX_SEGMENTS = 64

/** Places of the longest segment from which the other segments are looked for, outside the passage. */
export const MAX_ANCHORS = 20

/** Places of one segment that are weighed within one window. */
export const MAX_SEGMENT_PLACES = 500

/** The longest stretch of the source that one bracketed replacement may stand for. */
export const MAX_REPLACED = 80

/** The longest rest of a word that a bracket glued to it may stand for: `impos[ed]` for "imposing". */
export const MAX_REPLACED_ENDING = 12

/** Longer words are checked for exact, normalised and marked equality, but not for likeness. */
export const MAX_SIMILAR_LENGTH = 20_000

/** Cells of the word alignment table; a larger one is replaced by the share of word pairs in common. */
export const MAX_ALIGNMENT_CELLS = 4_000_000

/** Cells of the letter by letter distance that gives the score; larger spans are scored by whole words. */
export const MAX_DISTANCE_CELLS = 1_000_000

/** Token pairs a diff may weigh; beyond it the part between common beginning and end is given as one change. */
export const MAX_DIFF_PAIRS = 25_000_000

/**
 * The least likeness at which words count as altered rather than absent: 0.6 from 48 code points on, rising
 * to 0.75 at 12, because short words resemble something in any long text by chance.
 */
export function leastScore(codePoints: number): number {
  const SHORT = MIN_SIMILAR_CODE_POINTS
  const LONG = 48
  if (codePoints >= LONG) return 0.6
  return 0.6 + (0.15 * (LONG - Math.max(codePoints, SHORT))) / (LONG - SHORT)
}

/** Steps spent on comparing words across hyphens at line ends in one search. */
export const MAX_JOINT_STEPS = 2_000_000

/** The longest content of a bracket that is read as a mark. */
export const MAX_BRACKET = 200

/** How far the rest of a sentence is read, for what an ellipsis at a quotation's beginning or end leaves out. */
export const MAX_SENTENCE = 600
