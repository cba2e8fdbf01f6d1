import { client } from '../bridge.ts'
import type { BriefingSession } from './session.ts'
import { Leaving } from './unsaved.ts'

/** The briefings that were left in this window. */
export const leaving = new Leaving<BriefingSession>()

/** Asked by the main side before the window closes: the answer lets it, or says that words would be lost. */
export async function answerLeaving(): Promise<void> {
  await client.call('app.flushed', { saved: await leaving.saveAll() })
}

// Asks before the window is closed over words that are in it alone.
window.addEventListener('beforeunload', (event) => {
  if (leaving.hasUnsaved) event.preventDefault()
})
