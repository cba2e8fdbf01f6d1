import { portionsOf } from '../document/portions.ts'
import { firstMarkings, levelsOf, rankOfBanner, rankOfPortion } from '../model/marking.ts'
import { type Check, finding } from './check.ts'

/**
 * The banner of a document says its highest portion (the convention of marked documents): lower is a leak, higher may
 * be meant, and a level that the library's list does not know cannot be compared.
 */
export const markingDisagrees: Check = {
  id: 'marking-disagrees',
  title: 'The marking and the portions disagree',
  run: ({ header, blocks, markings = firstMarkings }) => {
    const levels = levelsOf(markings)
    const marked = blocks.flatMap((block) =>
      portionsOf(block).map((portion) => ({ block, portion, rank: rankOfPortion(levels, portion) })),
    )
    if (marked.length === 0) return []
    const strange = marked
      .filter(({ rank }) => rank < 0)
      .map(({ block, portion }) =>
        finding(
          'marking-disagrees',
          'note',
          `The portion marking ${portion} is not in the library’s list`,
          'It is printed as it stands, and counts for nothing in the marking of the document.',
          { block: block.id },
        ),
      )
    const highest = marked.reduce((before, each) => (each.rank > before.rank ? each : before))
    const level = levels[highest.rank]
    if (level === undefined) return strange
    const banner = header.marking.trim()
    const rank = rankOfBanner(levels, banner)
    if (rank === highest.rank) return strange
    const at = { block: highest.block.id }
    const portion = `Its highest portion is ${highest.portion}.`
    const said =
      banner === ''
        ? finding(
            'marking-disagrees',
            'settle',
            `The briefing has no marking; ${level.name} is due`,
            portion,
            at,
          )
        : rank < 0
          ? finding(
              'marking-disagrees',
              'note',
              `The marking “${banner}” is not in the library’s list`,
              `It cannot be compared with the portions, whose highest is ${highest.portion}.`,
            )
          : rank < highest.rank
            ? finding(
                'marking-disagrees',
                'settle',
                `The marking ${banner} is lower than a paragraph’s`,
                `${portion} The marking would be ${level.name}.`,
                at,
              )
            : finding(
                'marking-disagrees',
                'note',
                `The marking ${banner} is higher than any paragraph’s`,
                `${portion} That may be meant: parts together can say more than each of them.`,
                at,
              )
    return [said, ...strange]
  },
}
