import { expect, it } from 'vitest'
import type { SuggestionPlace } from '../../../shared/contract/suggestions.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { document, library, quoteOn, strait } from './written.ts'

const words = '“We have asked,”'

it('keeps what was answered to a suggestion until it is taken back, and a later answer instead of an earlier', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const extractionId = captured.extraction.id
  const place: SuggestionPlace = { extractionId, type: 'quote', start: 3, end: 9 }
  await desk.suggestions.answer({ ...place, entityId: null })
  expect(await desk.suggestions.answers(extractionId)).toEqual([{ ...place, entityId: null }])
  const quote = await quoteOn(desk, captured, strait, words)
  await desk.suggestions.answer({ ...place, entityId: quote.id })
  await desk.suggestions.answer({ ...place, type: 'claim', entityId: null })
  expect(await desk.suggestions.answers(extractionId)).toEqual([
    { ...place, entityId: quote.id },
    { ...place, type: 'claim', entityId: null },
  ])
  await desk.suggestions.withdraw({ ...place, type: 'claim' })
  await desk.suggestions.withdraw({ ...place, start: 4 })
  expect(await desk.suggestions.answers(extractionId)).toEqual([{ ...place, entityId: quote.id }])
  expect(await desk.doctor()).toEqual([])
})

it('refuses an answer for a text or a quote that is not here, and beyond the end of the text', async () => {
  const desk = await library()
  const { extraction } = await desk.sources.capture(document(strait))
  const place = { extractionId: extraction.id, type: 'quote' as const, start: 0, end: 5, entityId: null }
  for (const wrong of [
    { ...place, extractionId: mintId() },
    { ...place, entityId: mintId() },
    { ...place, end: extraction.codePoints + 1 },
  ])
    await expect(desk.suggestions.answer(wrong)).rejects.toMatchObject({ code: 'not-found' })
  expect(await desk.suggestions.answers(extraction.id)).toEqual([])
})

it('forgets an answer with the quote that is purged, and all of them with the source', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const extractionId = captured.extraction.id
  const quote = await quoteOn(desk, captured, strait, words)
  const place: SuggestionPlace = { extractionId, type: 'quote', start: 3, end: 9 }
  await desk.suggestions.answer({ ...place, entityId: quote.id })
  await desk.suggestions.answer({ ...place, type: 'claim', entityId: null })
  await desk.purge.run('quote', quote.id, false)
  expect(await desk.suggestions.answers(extractionId)).toEqual([{ ...place, type: 'claim', entityId: null }])
  await desk.purge.run('source', captured.source.id, false)
  expect(await desk.suggestions.answers(extractionId)).toEqual([])
  expect(await desk.doctor()).toEqual([])
})
