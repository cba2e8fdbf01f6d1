import { describe, expect, it } from 'vitest'
import { compileError } from '../../../main/export/problems.ts'
import { identifyAsUa } from '../../../main/export/ua.ts'
import { resolveBriefing } from '../../../shared/document/resolve.ts'
import { everything, header, paragraph } from './norvia.ts'

const document = resolveBriefing({
  header: header(),
  blocks: [paragraph(`${'before '.repeat(20)}e\u0301 ☃ here ${'after '.repeat(20)}`)],
  entities: everything,
  today: '2031-04-01',
})
/** As the compiler prints it: a list of diagnostics with quotes escaped once or twice. */
const missing = (...characters: string[]): string[] => [
  `[${characters.map((each) => `SourceDiagnostic { severity: Error, message: "PDF/A-2a error: the text \`\\"${each}\\"\` could not be displayed with font \`\\"Source Serif 4\\"\`" }`).join(', ')}]`,
]

describe('what the compiler says', () => {
  it('about a missing character becomes its number, itself, and the words around it', () => {
    const { code, message } = compileError(missing('☃'), document)
    expect(code).toBe('missing-glyph')
    expect(message).toBe(
      'None of the fonts of the printed page has the character U+2603 (☃): it stands in “before before before e\u0301 ☃ here after after after after”.',
    )
  })
  it('about a sign over a letter names the sign, not the letter', () => {
    expect(compileError(missing('e', '\\u{301}'), document).message).toMatch(
      /character U\+0301: it stands in/u,
    )
  })
  it('about many characters names five', () => {
    const { message } = compileError(missing(...'☃☄★☆☇☈☉'), document)
    expect(message).toMatch(/The same goes for U\+2604 \(☄\), .*, U\+2607 \(☇\) and 2 others\.$/u)
  })
  it('about a codepoint that PDF/A forbids is a missing character too', () => {
    const said = 'message: "PDF/A-2a error: the text contains the disallowed codepoint `\\"\\\\u{feff}\\"`"'
    expect(compileError([said], document).message).toContain('the character U+FEFF')
  })
  it('about pages that do not settle says so', () => {
    const { code, message } = compileError(['layout did not converge within 5 attempts'], document)
    expect([code, message]).toEqual(['compile-failed', expect.stringContaining('page numbers kept changing')])
  })
  it('about anything else keeps its words', () => {
    expect(compileError(['label `<note-4>` does not exist'], document).message).toContain(
      'label `<note-4>` does not exist',
    )
    expect(compileError([], document).message).toContain('gave no reason')
  })
})

describe('the identification of PDF/UA', () => {
  it.each([
    '',
    '%PDF-1.7\nnothing',
    'x'.repeat(1000),
    '%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<<>>\nstartxref\n9\n%%EOF',
  ])('is refused for a file that is not built as expected (%#)', (file) =>
    expect(() => identifyAsUa(Buffer.from(file))).toThrow(/not built as expected/u),
  )
})
