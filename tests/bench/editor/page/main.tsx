import { answer, briefingId } from './answers.ts'
import { mountProseMirror } from './prosemirror.ts'
import '../../../../renderer/ui/tokens.css'
import '../../../../renderer/ui/base.css'
import '../../../../renderer/editor/styles.ts'
import './page.css'

declare global {
  interface Window {
    bench: {
      /** Milliseconds from each key to the frame that shows it. */
      readonly strokes: number[]
      /** Mounts an editor and answers with the milliseconds until it is painted and takes keys. */
      open(kind: 'attest' | 'prosemirror' | 'prosemirror-cv', count: number): Promise<number>
    }
  }
}

/** After the next frame has been painted: a message is delivered once the frame is done. */
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve()
      port2.postMessage(null)
    })
  })

const until = async (ready: () => boolean): Promise<void> => {
  while (!ready()) await painted()
}

const strokes: number[] = []
window.addEventListener(
  'keydown',
  () => {
    const started = performance.now()
    void painted().then(() => strokes.push(performance.now() - started))
  },
  { capture: true },
)

async function openAttest(count: number): Promise<void> {
  Object.assign(window, { attest: { call: answer(count), on: () => () => undefined } })
  const { createRoot } = await import('react-dom/client')
  const { BriefingView } = await import('../../../../renderer/editor/BriefingView.tsx')
  const place = document.querySelector('#place')
  if (!place) throw new Error('the page has no place for an editor')
  createRoot(place).render(<BriefingView briefingId={briefingId} />)
  await until(() => document.querySelectorAll('.briefing-text p').length === count)
  const paragraph = document.querySelectorAll('.briefing-text p')[Math.floor(count / 2)]
  const text = document.createTreeWalker(paragraph as Node, NodeFilter.SHOW_TEXT).nextNode()
  document.querySelector<HTMLElement>('.briefing-text')?.focus()
  paragraph?.scrollIntoView({ block: 'center' })
  document.getSelection()?.collapse(text, 40)
}

window.bench = {
  strokes,
  async open(kind, count) {
    const started = performance.now()
    if (kind === 'attest') await openAttest(count)
    else {
      document.body.classList.toggle('visible-only', kind === 'prosemirror-cv')
      const place = document.querySelector<HTMLElement>('#prose')
      if (place) mountProseMirror(place, count)
    }
    await painted()
    return performance.now() - started
  },
}
