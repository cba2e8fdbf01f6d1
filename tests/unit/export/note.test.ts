import { describe, expect, it } from 'vitest'
import { attributionRuns, type Note, noteText, runsText, writeNote } from '../../../shared/citing/index.ts'
import type { CitationItem } from '../../../shared/document/citation.ts'
import type { CitedEntity } from '../../../shared/document/evidence.ts'
import { cited, entities, item, sources } from './norvia.ts'

const note = (entity: CitedEntity, more: Partial<CitationItem> = {}, language = 'en-GB'): Note =>
  writeNote(item(entity, more), entity, null, language)
const repeat = (entity: CitedEntity, more: Partial<CitationItem> = {}): Note =>
  writeNote(item(entity, more), entity, { number: 7, sha256: entity.snapshot.sha256 }, 'en-GB')
/** Without no-break spaces, to read the expectations. */
const words = (of: Note): string => noteText(of).replace(/\u00A0/gu, ' ')

describe('a note of a source', () => {
  it('tells a claim by originator, title, date, the page of its passage, and its very words', () => {
    expect(words(note(entities.boarded))).toBe(
      'Maritime Security Directorate, Boarding returns to February 2031, 5 March 2031, p. 4: “Since October the Directorate has boarded 245 tankers and detained 32.”',
    )
  })
  it('sets the title in italics and marks the passage as quoted', () => {
    const { runs } = note(entities.boarded)
    expect(runs.filter((run) => run.italic).map((run) => run.text)).toEqual([
      'Boarding returns to February 2031',
    ])
    expect(runs.filter((run) => run.quote).map((run) => run.text)).toEqual([
      '“Since October the Directorate has boarded 245 tankers and detained 32.”',
    ])
  })
  it('takes a source as a whole without a passage', () => {
    expect(words(note(entities.hearing))).toBe(
      'Parliament of Norvia, Trade Committee, Oral evidence: Order 41, 24 February 2031.',
    )
  })
  it('puts the address last, where no stop can be copied with it', () => {
    const { runs } = note(entities.rosters)
    expect(runs.at(-1)).toEqual({ text: sources.courier.url, href: sources.courier.url })
  })
  it('prints the beginning of an address that nobody would type, and leads to all of it', () => {
    const url = `https://records.example/${'a'.repeat(2000)}`
    const last = note(cited({ key: 'k', source: { ...sources.returns, url } })).runs.at(-1)
    expect(last?.href).toBe(url)
    expect(last?.text).toMatch(/^https:\/\/records\.example\/a+…$/u)
    expect(last?.text.length).toBeLessThan(240)
  })
  it('prefers a locator that was given to the page of the passage', () => {
    expect(words(note(entities.boarded, { locator: '9-11', locatorLabel: 'page' }))).toContain(
      '2031, pp. 9–11: “',
    )
    expect(words(note(entities.boarded, { locator: '41', locatorLabel: 'section' }))).toContain(
      '2031, § 41: “',
    )
  })
  it('stands between its prefix and its suffix', () => {
    const full = words(note(entities.boarded, { prefix: 'see', suffix: 'with the caveats there' }))
    expect(full).toMatch(/^see Maritime Security/u)
    expect(full).toContain('p. 4, with the caveats there. “Since October')
  })
  it('leaves the author out when asked, and says the publisher instead', () => {
    expect(words(note(entities.rosters, { omitAuthor: true }))).toMatch(
      /^Officials weigh .*, The Calder Courier, 3 March 2031/u,
    )
  })
  it('prints the date as it was printed where none is known', () => {
    const source = { ...sources.returns, issued: null, issuedAsPrinted: 'Lady Day 2031' }
    expect(words(note(cited({ key: 'k', source })))).toContain('2031, Lady Day 2031.')
  })
  it('calls what has no title by its kind and key', () => {
    const source = { ...sources.returns, title: ' ' }
    expect(words(note(cited({ key: 'k', source })))).toContain('untitled report [boarding-returns]')
  })
  it('orders and names the parts of a date as the language of the document does', () => {
    expect(words(note(entities.boarded, {}, 'en-US'))).toContain('March 5, 2031')
    expect(words(note(entities.boarded, {}, 'de'))).toContain('5. März 2031')
  })
  it('quotes with the marks of the language of the document', () => {
    expect(words(note(entities.boarded, {}, 'de'))).toContain('„Since October')
    expect(noteText(note(entities.boarded, {}, 'fr'))).toContain('«\u00A0Since October')
  })
  it('does not double quotation marks that the passage has itself', () => {
    const entity = cited({
      key: 'k',
      source: sources.hearing,
      exact: '“Not now,” he said, “and not later.”',
      credibility: 1,
    })
    expect(words(note(entity))).toMatch(/: “Not now,” he said, “and not later\.”$/u)
  })
  it('cuts a long passage in the middle, between words', () => {
    const exact = Array.from({ length: 120 }, (_, at) => `word${at}`).join(' ')
    const text = words(note(cited({ key: 'k', source: sources.returns, exact, credibility: 1 })))
    const [head = '', tail = ''] = /“(.*)”/u.exec(text)?.[1]?.split(' […] ') ?? []
    expect(exact.startsWith(`${head} `)).toBe(true)
    expect(exact.endsWith(` ${tail}`)).toBe(true)
    expect([...`${head} […] ${tail}`].length).toBeLessThanOrEqual(300)
    expect(head.length).toBeGreaterThan(120)
    expect(tail.length).toBeGreaterThan(120)
  })
})

describe('a note of a quote', () => {
  it('names the speaker with role and ground rule, and the record it stands in', () => {
    expect(words(note(entities.pilots))).toBe(
      'Tomas Verhane, Deputy Director, on the record, in Parliament of Norvia, Trade Committee, Oral evidence: Order 41, 24 February 2031: “We will not ask a pilot for a third night.”',
    )
  })
  it('keeps an unnamed speaker as printed, in quotation marks, quoted in the publication', () => {
    expect(words(note(entities.ending))).toMatch(
      /^“a senior Directorate official”, on background, said 2 March 2031, quoted in Lisbet Orvane, Officials weigh/u,
    )
  })
  it('says that indirect words are the source’s own', () => {
    expect(words(note(entities.rosters))).toMatch(
      /paraphrased in Lisbet Orvane.*, in the source’s words: “rosters had been drawn up to the end of August, two officials said”\. https/u,
    )
  })
  it('says through whom the words came', () => {
    const entity = {
      ...entities.pilots,
      quote: { form: 'direct', groundRule: 'unknown', saidOn: null, via: 'a spokesman' } as const,
    }
    expect(words(note(entity))).toMatch(/^Tomas Verhane, Deputy Director, via a spokesman, in /u)
  })
  it('does not say that an author is quoted in what he wrote', () => {
    const source = { ...sources.courier, authors: [{ family: 'Verhane', given: 'Tomas' }] }
    expect(words(note({ ...entities.pilots, source }))).toMatch(
      /^Tomas Verhane, Deputy Director, on the record, said 24 February 2031, Officials weigh.*The Calder Courier, 3 March/u,
    )
  })
  it.each(['background', 'deep-background', 'off-record', 'chatham-house'] as const)(
    'does not name a named speaker whose ground rule is %s',
    (groundRule) => {
      const quote = { form: 'direct', groundRule, saidOn: null, via: '' } as const
      const text = words(note({ ...entities.pilots, quote }))
      expect(text).toMatch(/^a speaker not named here, (?:on|off|under) .*, in Parliament/u)
      expect(text).not.toMatch(/Verhane|Deputy/u)
      expect(runsText(attributionRuns({ ...entities.pilots, quote }, 'en-GB'))).not.toMatch(/Verhane|Deputy/u)
    },
  )
})

describe('the grade', () => {
  it('is the reliability, with the credibility of a claim', () => {
    expect([note(entities.boarded).grade, note(entities.ending).grade]).toEqual(['B2', 'C'])
  })
  it('comes in words with descriptor, capture and a short hash', () => {
    expect(note(entities.boarded).detail.replace(/\u00A0/gu, ' ')).toBe(
      `usually reliable, probably true. Official statistics, compiled by the body they describe. Captured 8 March 2031; SHA-256 ${entities.boarded.snapshot.sha256.slice(0, 12)}…`,
    )
  })
  it('says that a source is withdrawn', () => {
    const source = { ...sources.returns, status: 'withdrawn' as const }
    expect(note({ ...entities.boarded, source }).detail).toContain('The source is withdrawn. Captured')
  })
})

describe('a repeat', () => {
  it('is short, points back to the first note, and still quotes its own words', () => {
    const entity = repeat(entities.lapsed)
    expect(words(entity)).toBe(
      'Boarding returns to February 2031 (note 7): “Nine of every ten detentions were for cover that had lapsed.”',
    )
    expect(entity.runs.find((run) => run.note)).toEqual({ text: 'note\u00A07', note: 7 })
    expect([entity.grade, entity.detail]).toEqual(['B3', ''])
  })
  it('keeps family name and main title, and no address', () => {
    expect(words(repeat(entities.rosters))).toMatch(
      /paraphrased in Orvane, Officials weigh a longer pilot order as Harrow Roads fills \(note 7\), in the source/u,
    )
    expect(words(repeat(entities.rosters))).not.toContain('https')
  })
  it('tells another capture of the same source', () => {
    const later = writeNote(item(entities.lapsed), entities.lapsed, { number: 1, sha256: 'other' }, 'en-GB')
    expect(later.detail).toMatch(/^Captured 8\sMarch 2031; SHA-256\s[0-9a-f]{12}…$/u)
  })
})

describe('the attribution of a set-off quotation', () => {
  const of = (entity: CitedEntity) => runsText(attributionRuns(entity, 'en-GB')).replace(/\u00A0/gu, ' ')
  it('says speaker, ground rule, publication and day', () => {
    expect(of(entities.pilots)).toBe(
      'Tomas Verhane, Deputy Director; on the record. Parliament of Norvia, Trade Committee, 24 February 2031',
    )
  })
  it('says that the description of an unnamed speaker is as printed', () => {
    expect(of(entities.ending)).toBe(
      '“a senior Directorate official”, as printed; on background. The Calder Courier, 2 March 2031',
    )
  })
  it('gives the publication where it is itself quoted', () => {
    expect(of(entities.boarded)).toBe('Maritime Security Directorate, 5 March 2031')
  })
})
