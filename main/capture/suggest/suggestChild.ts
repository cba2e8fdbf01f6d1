import { toErrorValue } from '../../../shared/model/error.ts'
import { childPort } from '../../childPort.ts'
import { suggest } from './suggest.ts'

/*
 * Reads a text for quotes and claims: takes `{ text }`, answers `{ suggestions }` or `{ error }`. The tagger's model is
 * four megabytes and a long text takes seconds, so that both stay out of the main process.
 */

const port = childPort()
port.onRequest((message) => {
  const { text } = message as { text: string }
  try {
    port.answer({ suggestions: suggest(text) })
  } catch (error) {
    port.answer({ error: toErrorValue(error) })
  }
})
