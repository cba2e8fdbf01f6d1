import fc from 'fast-check'
import { expect, it } from 'vitest'
import { extractRtf } from '../../../main/capture/rtf/rtf.ts'

it('any pieces of RTF in any order give a text or an error of ours', () => {
  const pieces = fc.constantFrom(
    ...[
      '{',
      '}',
      '\\*',
      '\\par',
      '\\u-1',
      '\\u55357',
      "\\'",
      "\\'e9",
      '\\bin9',
      '\\cell',
      '\\row',
      '\\intbl',
    ],
    ...[
      '\\footnote',
      '\\listtext',
      '\\info',
      '\\title',
      '\\yr',
      '\\uc-5',
      '\\f',
      '\\fcharset',
      '\\ansicpg0',
      'a',
    ],
    ...['\\deff', '\\ilvl99999999999', '\\', '\0', '\xff', '\\v', '\\fonttbl', '\\annotation'],
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      try {
        const { text } = extractRtf({
          name: 'memo.rtf',
          kind: 'rtf',
          extent: 'article',
          bytes: Uint8Array.from(Buffer.from(`{\\rtf1 ${parts.join('')}}`, 'latin1')),
        })
        expect(text).not.toMatch(/[\0\r]|\p{Cs}/u)
      } catch (error) {
        expect(error).toMatchObject({ code: expect.stringMatching(/^(?:damaged|empty)$/u) })
      }
    }),
  )
})
